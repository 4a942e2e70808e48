namespace Vlm.Evaluation;

/// <summary>How resamples and permutations are drawn. The same options give the same bits, whatever the number of threads.</summary>
public sealed class ResamplingOptions
{
    /// <summary>How many resamples or permutations are drawn, 1 to 1,000,000. Default: 1,000.</summary>
    public int Count { get; init; } = 1000;

    /// <summary>What the draws start from. Each resample has a stream of its own, derived from this number and the resample's index.</summary>
    public ulong Seed { get; init; } = 20260101;

    /// <summary>The share of the distribution inside the interval, above 0 and below 1. Default: 0.95. A test is significant below 1 less this share.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>How an interval is read from the resamples.</summary>
    public BootstrapInterval Interval { get; init; }

    /// <summary>At most how many threads work; null for one a processor. It changes the time, not the result.</summary>
    public int? MaxDegreeOfParallelism { get; init; }

    internal static ResamplingOptions Checked(ResamplingOptions? options)
    {
        options ??= new ResamplingOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Count, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Count, 1_000_000, nameof(options));
        if (!(options.Confidence > 0 && options.Confidence < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), $"The confidence is {options.Confidence}; it has to lie between 0 and 1, such as 0.95.");
        }

        if (options.MaxDegreeOfParallelism is { } threads)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1, nameof(options));
        }

        return options;
    }

    internal ParallelOptions Parallel(CancellationToken cancellationToken) => new()
    {
        MaxDegreeOfParallelism = MaxDegreeOfParallelism ?? Environment.ProcessorCount,
        CancellationToken = cancellationToken,
    };
}
