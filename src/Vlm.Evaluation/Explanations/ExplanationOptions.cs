namespace Vlm.Evaluation;

/// <summary>How a score is explained.</summary>
public sealed class ExplanationOptions
{
    /// <summary>How many rows and columns of cells the picture is cut into for occlusion, 2 to 32. Default 7. Exact shares have the encoder's own grid.</summary>
    public int Grid
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 2);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 32);
            field = value;
        }
    } = 7;

    /// <summary>What decodes the picture; null for the model's own decoder (its service <see cref="IImageDecoder"/>).</summary>
    public IImageDecoder? Decoder { get; init; }

    /// <summary>
    /// A linear probe of your own over the mean of the model's rows, explained in the place of the encoder's own classes when
    /// the target is a class; null for the model's own.
    /// </summary>
    public ILinearImageClassifier? Probe { get; init; }

    /// <summary>How many altered pictures pass through the model together, 1 or more. Default 8.</summary>
    public int BatchSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 8;

    /// <summary>How many random orders the faithfulness is compared with, 0 or more. Default 4; 0 leaves that comparison out.</summary>
    public int RandomOrders
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 4;

    /// <summary>What the random orders are drawn from. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Told after each group of altered pictures; null for silence.</summary>
    public IProgress<BatchProgress>? Progress { get; init; }
}
