using System.Runtime.InteropServices;
using SkiaSharp;

namespace Vlm.Benchmarks.Bare;

/// <summary>SKCodec alone: one JPEG decoded again and again into one buffer.</summary>
internal sealed class BareDecoder : IDisposable
{
    private readonly GCHandle _encoded;
    private readonly int _length;
    private readonly SKImageInfo _info;
    private readonly IntPtr _pixels;

    private BareDecoder(byte[] encoded)
    {
        _encoded = GCHandle.Alloc(encoded, GCHandleType.Pinned);
        _length = encoded.Length;
        using SKData data = SKData.Create(_encoded.AddrOfPinnedObject(), _length);
        using SKCodec codec = SKCodec.Create(data);
        _info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        _pixels = Marshal.AllocHGlobal(_info.BytesSize);
    }

    public static BareDecoder Open(byte[] encoded) => new(encoded);

    public void Decode()
    {
        using SKData data = SKData.Create(_encoded.AddrOfPinnedObject(), _length);
        using SKCodec codec = SKCodec.Create(data);
        SKCodecResult result = codec.GetPixels(_info, _pixels);
        if (result != SKCodecResult.Success)
        {
            throw new InvalidOperationException($"SKCodec gave {result} for a whole picture.");
        }
    }

    public void Dispose()
    {
        _encoded.Free();
        Marshal.FreeHGlobal(_pixels);
    }
}
