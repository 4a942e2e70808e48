using System.CommandLine;
using System.Globalization;

namespace Vlm.Cli.Input;

/// <summary><c>--every</c>: how often a frame is taken of a video, as a time (1s, 500ms, 2m, 1h) or a number of frames (10f).</summary>
internal static class EveryOption
{
    private const string Name = "--every";

    private static readonly (string Unit, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)];

    public static Option<VideoSampling?> Create()
    {
        Option<VideoSampling?> option = new(Name)
        {
            Description = "Of videos and animations: a caption every so often (1s, 500ms, 2m, 1h, or 10f for every tenth frame). Default: one, of the middle frame; animated pictures count as still.",
            HelpName = "TIME",
        };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (Parse(text) is { } sampling)
            {
                return sampling;
            }

            result.AddError($"{Name} takes a time above zero such as 1s, 500ms, 2m or 1h, or a number of frames such as 10f, found {text}.");
            return null;
        };
        return option;
    }

    private static VideoSampling? Parse(string text)
    {
        if (text.EndsWith('f'))
        {
            return int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int step) && step > 0 ? VideoSampling.EveryNth(step) : null;
        }

        (string unit, double seconds) = Units.FirstOrDefault(u => text.EndsWith(u.Unit, StringComparison.Ordinal));
        bool known = double.TryParse(unit is null ? "" : text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number);
        double ticks = Math.Round(number * seconds * TimeSpan.TicksPerSecond);
        return known && ticks is >= 1 and < long.MaxValue / 2 ? VideoSampling.Every(TimeSpan.FromTicks((long)ticks)) : null;
    }
}
