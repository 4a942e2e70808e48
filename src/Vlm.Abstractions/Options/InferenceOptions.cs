namespace Vlm;

/// <summary>What the options of every call share.</summary>
public abstract class InferenceOptions
{
    private protected InferenceOptions()
    {
    }

    private protected InferenceOptions(InferenceOptions other)
    {
        Progress = other.Progress;
        BatchSize = other.BatchSize;
        Decode = other.Decode;
    }

    /// <summary>Told after each group of items; null for silence.</summary>
    public IProgress<BatchProgress>? Progress { get; set; }

    /// <summary>How many items pass through the encoders together; null lets the model choose. It changes memory and speed, and results only by rounding.</summary>
    public int? BatchSize
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value ?? 1, 1);
            field = value;
        }
    }

    /// <summary>How pictures are decoded; null for <see cref="ImageDecodeOptions.Default"/>.</summary>
    public ImageDecodeOptions? Decode { get; set; }
}
