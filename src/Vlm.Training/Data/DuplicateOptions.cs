namespace Vlm.Training;

/// <summary>When two pictures count as nearly the same.</summary>
public sealed class DuplicateOptions
{
    /// <summary>The greatest number of differing bits of the 128 of their difference hashes, 0 to 63. Default 10.</summary>
    public int Distance
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 63);
            field = value;
        }
    } = 10;

    /// <summary>The smallest correlation of their thumbnails of 16 x 16 grays, −1 to 1. Default 0.95.</summary>
    public float Correlation { get; set; } = 0.95f;

    /// <summary>What decodes the pictures; null for the built-in decoder.</summary>
    public IImageDecoder? Decoder { get; set; }
}
