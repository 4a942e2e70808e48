namespace Vlm;

/// <summary>How regions are found. Null members mean the model's own default.</summary>
public sealed class DetectionOptions : InferenceOptions
{
    /// <summary>Regions with a higher score than this are given, 0 to 1; null for the default of the model's Python pipeline. A model without scores does not look at it.</summary>
    public float? Threshold
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value ?? 0);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value ?? 0, 1);
            field = value;
        }
    }
}
