using System.Buffers.Binary;
using Vlm.Imaging.Formats;

namespace Vlm.Imaging.Animation;

/// <summary>The frames of an animated WebP (RFC 9649).</summary>
internal sealed class WebPAnimation : IAnimationFormat
{
    private const int RiffHeader = 12;
    private const int ChunkHeader = 8;
    private const int FrameHeader = 16;
    private const byte AlphaFlag = 0x10;
    private const byte AnimationFlag = 0x02;
    private const int CanvasLength = 10;

    private readonly string _name;
    private readonly int _end;
    private int _at = RiffHeader;

    public WebPAnimation(ReadOnlySpan<byte> file, string name)
    {
        _name = name;
        ImageHeader header = WebPStructure.Read(file, name);
        (Width, Height) = ((int)header.Width, (int)header.Height);
        _end = (int)(8 + BinaryPrimitives.ReadUInt32LittleEndian(file[4..]));
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Whether a WebP says that it moves; a still one is none of these.</summary>
    public static bool IsAnimated(ReadOnlySpan<byte> head) =>
        head.Length > RiffHeader + ChunkHeader && head[RiffHeader..].StartsWith("VP8X"u8) && (head[RiffHeader + ChunkHeader] & AnimationFlag) != 0;

    public bool Next(ReadOnlySpan<byte> file, out AnimationFrame frame)
    {
        while (_end - _at >= ChunkHeader)
        {
            ReadOnlySpan<byte> chunk = file[_at..];
            int length = (int)BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            int body = _at + ChunkHeader;
            _at = body + length + (length & 1);
            if (chunk.StartsWith("ANMF"u8))
            {
                frame = ReadFrame(file.Slice(body, length)) with { Start = body + FrameHeader, Length = length - FrameHeader };
                return true;
            }
        }

        frame = default;
        return false;
    }

    public int StillLength(in AnimationFrame frame) => RiffHeader + ChunkHeader + CanvasLength + frame.Length;

    // The frame's chunks (alpha and picture) in a container of their own, with a canvas of its size before them.
    public void WriteStill(ReadOnlySpan<byte> file, in AnimationFrame frame, Span<byte> still)
    {
        "RIFF"u8.CopyTo(still);
        BinaryPrimitives.WriteInt32LittleEndian(still[4..], still.Length - 8);
        "WEBP"u8.CopyTo(still[8..]);
        Span<byte> at = still[RiffHeader..];
        "VP8X"u8.CopyTo(at);
        BinaryPrimitives.WriteInt32LittleEndian(at[4..], CanvasLength);
        at = at[ChunkHeader..];
        BinaryPrimitives.WriteInt32LittleEndian(at, AlphaFlag);
        Write24(at[4..], frame.Width - 1);
        Write24(at[7..], frame.Height - 1);
        file.Slice(frame.Start, frame.Length).CopyTo(at[CanvasLength..]);
    }

    // The integer arithmetic of libwebp's animation decoder for colours that are not multiplied by their alpha.
    public uint Blend(uint over, uint below)
    {
        uint alpha = over >> 24;
        if (alpha is 0 or 255)
        {
            return alpha == 0 ? below : over;
        }

        uint belowShare = (below >> 24) * (256 - alpha) >> 8;
        uint sum = alpha + belowShare;
        uint scale = (1u << 24) / sum;
        uint result = sum << 24;
        for (int shift = 0; shift < 24; shift += 8)
        {
            uint mixed = ((over >> shift & 0xFF) * alpha) + ((below >> shift & 0xFF) * belowShare);
            result |= ((uint)((ulong)mixed * scale >> 24) & 0xFF) << shift;
        }

        return result;
    }

    private AnimationFrame ReadFrame(ReadOnlySpan<byte> body)
    {
        if (body.Length < FrameHeader)
        {
            throw ImageFault.Corrupt(_name, $"a WebP frame chunk of {body.Length} bytes");
        }

        const int disposeFlag = 1;
        const int noBlendFlag = 2;
        int flags = body[15];
        return new AnimationFrame(
            2 * Read24(body), 2 * Read24(body[3..]), 1 + Read24(body[6..]), 1 + Read24(body[9..]), TimeSpan.FromMilliseconds(Read24(body[12..])),
            (flags & disposeFlag) != 0 ? FrameDisposal.Clear : FrameDisposal.Keep, (flags & noBlendFlag) == 0);
    }

    private static int Read24(ReadOnlySpan<byte> at) => at[0] | (at[1] << 8) | (at[2] << 16);

    private static void Write24(Span<byte> at, int value)
    {
        at[0] = (byte)value;
        at[1] = (byte)(value >> 8);
        at[2] = (byte)(value >> 16);
    }
}
