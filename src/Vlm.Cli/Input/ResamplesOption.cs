using System.CommandLine;
using Vlm.Evaluation;

namespace Vlm.Cli.Input;

/// <summary><c>--resamples</c>: how many resamples an interval is drawn from.</summary>
internal static class ResamplesOption
{
    public static Option<int?> Create() => CountOption.Create("--resamples", "How many resamples an interval is drawn from. Default 1000.");

    public static ResamplingOptions? Read(ParseResult parsed, Option<int?> option) => parsed.GetValue(option) is { } count ? new ResamplingOptions { Count = count } : null;
}
