namespace Vlm.Evaluation;

/// <summary>How one report draws its resamples.</summary>
internal readonly struct Resampling(ResamplingOptions? options, CancellationToken cancellationToken)
{
    public ResamplingOptions? Options => options;

    public CancellationToken CancellationToken => cancellationToken;

    public double Confidence => (options ?? new ResamplingOptions()).Confidence;

    public ulong Seed => (options ?? new ResamplingOptions()).Seed;

    /// <summary>A figure with the interval of its resamples; the figure's own reason where it is not defined.</summary>
    public Estimate Of(int sampleSize, Func<int[], Estimate> figure)
    {
        Estimate whole = figure([.. Enumerable.Range(0, sampleSize)]);
        return whole.IsDefined ? Bootstrap.Of(sampleSize, items => figure(items.ToArray()).Value, options, cancellationToken) : whole;
    }
}
