namespace Vlm.Benchmarks.Fuzzing;

/// <summary>How a damaged file ended.</summary>
internal enum FuzzOutcome
{
    Picture,
    NotAnImage,
    Unsupported,
    Truncated,
    Corrupt,
    TooLarge,

    /// <summary>An exception that is no <see cref="ImageDecodeException"/>, or one with a reason that a file in memory cannot have.</summary>
    Untyped,

    /// <summary>More than two seconds.</summary>
    Hang,

    /// <summary>The process ended.</summary>
    Crash,
}
