namespace Vlm;

/// <summary>How pictures are labelled.</summary>
public sealed class ClassificationOptions : InferenceOptions
{
    /// <summary>How many labels are returned; null for 5.</summary>
    public int? Top
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value ?? 1, 1);
            field = value;
        }
    }
}
