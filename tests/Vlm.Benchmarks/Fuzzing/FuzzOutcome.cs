namespace Vlm.Benchmarks.Fuzzing;

/// <summary>How a damaged file must not end; how it may, each target says itself. Numbers below these are places in <see cref="FuzzTarget.Endings"/>.</summary>
internal static class FuzzOutcome
{
    /// <summary>An exception that is not of the library's own, or one with a reason that the file cannot have.</summary>
    public const int Untyped = 16;

    /// <summary>More than two seconds, twice.</summary>
    public const int Hang = 17;

    /// <summary>The process ended.</summary>
    public const int Crash = 18;
}
