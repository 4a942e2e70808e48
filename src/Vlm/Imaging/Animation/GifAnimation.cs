using System.Buffers.Binary;
using Vlm.Imaging.Formats;

namespace Vlm.Imaging.Animation;

/// <summary>The frames of a GIF (GIF89a specification, 1990).</summary>
internal sealed class GifAnimation : IAnimationFormat
{
    private const int ScreenLength = 13;
    private const int DescriptorLength = 10;
    private const int ControlLength = 8;
    private const byte Trailer = 0x3B;

    private readonly string _name;
    private readonly int _globalTable;
    private int _at;

    public GifAnimation(ReadOnlySpan<byte> file, string name)
    {
        _name = name;
        if (file.Length < ScreenLength)
        {
            throw ImageFault.Truncated(name, $"a GIF of {file.Length} bytes");
        }

        Width = Short(file, 6);
        Height = Short(file, 8);
        _globalTable = ColourTable(file[10]);
        _at = ScreenLength + _globalTable;
    }

    public int Width { get; }

    public int Height { get; }

    public bool Next(ReadOnlySpan<byte> file, out AnimationFrame frame)
    {
        (TimeSpan duration, FrameDisposal disposal, int transparent) = (TimeSpan.Zero, FrameDisposal.Keep, -1);

        // Files without the last byte, the trailer, are common.
        while (_at < file.Length && file[_at] != Trailer)
        {
            switch (file[_at])
            {
                case 0x21:
                    if (_at + ControlLength <= file.Length && file[_at + 1] == 0xF9 && file[_at + 2] >= 4)
                    {
                        (duration, disposal, transparent) = ReadControl(file[_at..]);
                    }

                    _at = SkipBlocks(file, _at + 2);
                    break;
                case 0x2C:
                    frame = ReadFrame(file) with { Duration = duration, Disposal = disposal, TransparentIndex = transparent, Blends = true };
                    return true;
                case byte other:
                    throw ImageFault.Corrupt(_name, $"a GIF block of unknown kind 0x{other:X2} at byte {_at}");
            }
        }

        frame = default;
        return false;
    }

    public int StillLength(in AnimationFrame frame) => ScreenLength + _globalTable + ControlLength + frame.Length + 1;

    // The same palette and the same data on a screen as large as the rectangle.
    public void WriteStill(ReadOnlySpan<byte> file, in AnimationFrame frame, Span<byte> still)
    {
        file[..(ScreenLength + _globalTable)].CopyTo(still);
        "GIF89a"u8.CopyTo(still);
        BinaryPrimitives.WriteUInt16LittleEndian(still[6..], (ushort)frame.Width);
        BinaryPrimitives.WriteUInt16LittleEndian(still[8..], (ushort)frame.Height);
        Span<byte> control = still[(ScreenLength + _globalTable)..];
        bool transparent = frame.TransparentIndex >= 0;
        ReadOnlySpan<byte> extension = [0x21, 0xF9, 4, (byte)(transparent ? 1 : 0), 0, 0, (byte)(transparent ? frame.TransparentIndex : 0), 0];
        extension.CopyTo(control);
        Span<byte> picture = control[ControlLength..];
        file.Slice(frame.Start, frame.Length).CopyTo(picture);
        picture[1..5].Clear();
        still[^1] = Trailer;
    }

    // A GIF's pixel is there or not.
    public uint Blend(uint over, uint below) => over >> 24 == 0 ? below : over;

    private static (TimeSpan, FrameDisposal, int) ReadControl(ReadOnlySpan<byte> extension)
    {
        int flags = extension[3];
        FrameDisposal disposal = (flags >> 2 & 7) switch
        {
            2 => FrameDisposal.Clear,
            3 => FrameDisposal.Restore,
            _ => FrameDisposal.Keep,
        };
        return (TimeSpan.FromMilliseconds(10 * Short(extension, 4)), disposal, (flags & 1) != 0 ? extension[6] : -1);
    }

    private AnimationFrame ReadFrame(ReadOnlySpan<byte> file)
    {
        int start = _at;
        Need(file, start + DescriptorLength);
        AnimationFrame frame = new(Short(file, start + 1), Short(file, start + 3), Short(file, start + 5), Short(file, start + 7), default, default, true);
        if (frame.Width == 0 || frame.Height == 0)
        {
            throw ImageFault.Corrupt(_name, $"a GIF frame of {frame.Width}x{frame.Height} pixels");
        }

        int data = start + DescriptorLength + ColourTable(file[start + 9]);
        _at = SkipBlocks(file, data + 1);
        return frame with { Start = start, Length = _at - start };
    }

    private int SkipBlocks(ReadOnlySpan<byte> file, int at)
    {
        Need(file, at);
        while (file[at] > 0)
        {
            at += file[at] + 1;
            Need(file, at);
        }

        return at + 1;
    }

    private void Need(ReadOnlySpan<byte> file, int at)
    {
        if (at >= file.Length)
        {
            throw ImageFault.Truncated(_name, $"a GIF of {file.Length} bytes that needs at least {at + 1}");
        }
    }

    private static int ColourTable(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private static int Short(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt16LittleEndian(file[at..]);
}
