using System.Buffers.Text;
using System.Text;

namespace Vlm.Imaging.Video;

/// <summary>Reads ffmpeg's log, line by line: the frames that the filter <c>showinfo</c> tells of, and what went wrong.</summary>
/// <remarks>
/// A frame's line is <c>[Parsed_showinfo_0 @ 0x…] [info] n: 7 pts: 3584 pts_time:0.28 … s:160x96 i:P iskey:0 type:B</c>, and
/// before the first one stands <c>config in time_base: 1/12800, frame_rate: 25/1</c>. pts times time_base is exact where
/// pts_time is rounded.
/// </remarks>
internal sealed class FrameLog(FrameRule rule, Action<FrameInfo> found)
{
    private const int MaxErrors = 2_000;

    private readonly StringBuilder _errors = new();
    private (long Numerator, long Denominator) _timeBase;
    private (long Numerator, long Denominator) _frameRate;
    private TimeSpan? _last;

    /// <summary>Frames told of so far, wanted or not.</summary>
    public long Frames { get; private set; }

    /// <summary>Whether the filter was set up anew on the way, because the picture's size changed; it counts from 0 again then.</summary>
    public bool Restarted { get; private set; }

    /// <summary>The lines that tell of errors, one behind the other.</summary>
    public string Errors => _errors.ToString();

    public void Read(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("[Parsed_showinfo_"u8))
        {
            if (After(line, "time_base: "u8) is { Length: > 0 } timeBase && line.IndexOf("config in"u8) >= 0)
            {
                _timeBase = Ratio(timeBase);
                _frameRate = Ratio(After(line, "frame_rate: "u8));
            }
            else if (line.IndexOf("] n:"u8) is var at and > 0)
            {
                ReadFrame(line[at..]);
            }
        }
        else if ((line.IndexOf("[error]"u8) >= 0 || line.IndexOf("[fatal]"u8) >= 0) && _errors.Length < MaxErrors)
        {
            _errors.Append(_errors.Length > 0 ? "; " : "").Append(WithoutTags(Encoding.UTF8.GetString(line)));
        }
    }

    private void ReadFrame(ReadOnlySpan<byte> line)
    {
        long number = Number(After(line, "n:"u8)) ?? 0;
        Restarted |= number == 0 && Frames > 0;
        bool key = Number(After(line, "iskey:"u8)) == 1;
        ReadOnlySpan<byte> size = After(line, " s:"u8);
        int width = (int)(Number(size) ?? 0);
        int height = (int)(Number(size[(size.IndexOf((byte)'x') + 1)..]) ?? 0);
        TimeSpan time = Time(Number(After(line, " pts:"u8)));
        _last = time;
        long index = Frames++;

        // Where the program chose, it went by the number on the line.
        if (rule.Takes(rule.Expression is null ? index : number, key))
        {
            found(new FrameInfo(index, time, key, width, height));
        }
    }

    // A frame without a time follows the one before at the frame rate that the file claims.
    private TimeSpan Time(long? stamp) =>
        stamp is { } pts ? Scale(pts, _timeBase)
        : _last is { } before ? before + Scale(1, (_frameRate.Denominator, _frameRate.Numerator))
        : TimeSpan.Zero;

    private static TimeSpan Scale(long count, (long Numerator, long Denominator) unit)
    {
        if (unit.Denominator <= 0)
        {
            return TimeSpan.Zero;
        }

        Int128 scaled = (Int128)count * unit.Numerator * TimeSpan.TicksPerSecond * 2 / unit.Denominator;
        Int128 ticks = (scaled + (scaled < 0 ? -1 : 1)) / 2;
        return TimeSpan.FromTicks((long)Int128.Clamp(ticks, long.MinValue / 4, long.MaxValue / 4));
    }

    private static (long, long) Ratio(ReadOnlySpan<byte> text) =>
        (Number(text) ?? 0, Number(text[(text.IndexOf((byte)'/') + 1)..]) ?? 0);

    private static long? Number(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text.TrimStart((byte)' '), out long value, out int read) && read > 0 ? value : null;

    private static ReadOnlySpan<byte> After(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name)
    {
        int at = line.IndexOf(name);
        return at < 0 ? default : line[(at + name.Length)..];
    }

    // "[mov,mp4 @ 0x5621] [error] moov atom not found" without the address, which changes with every run.
    private static string WithoutTags(string line)
    {
        int end = Math.Max(line.IndexOf("[error]", StringComparison.Ordinal), line.IndexOf("[fatal]", StringComparison.Ordinal));
        return line[(end + "[error]".Length)..].Trim();
    }
}
