namespace Vlm;

/// <summary>How a model is loaded. Null members mean the default.</summary>
public sealed class VlmOptions
{
    /// <summary>Threads of one session's run; null for the number of processors. A server with many callers is fastest with 1.</summary>
    public int? IntraOpThreads
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value ?? 1, 1);
            field = value;
        }
    }

    /// <summary>Whether the SHA-256 of the files that vlm.json lists are verified before use. Default true.</summary>
    public bool VerifyFiles { get; set; } = true;

    /// <summary>Which of the model's fusions answers questions; null for the one its manifest names.</summary>
    public FusionKind? Fusion { get; set; }

    /// <summary>What decodes pictures: one of <c>ImageDecoder</c>, or your own; null for the built-in one (JPEG, PNG, GIF, WebP, BMP, ICO).</summary>
    public IImageDecoder? Decoder { get; set; }

    /// <summary>Whose rules image processors follow; null for those that the model was trained with: version 4 for Donut and OWLv2, 5 for all others.</summary>
    public ProcessorRules? ProcessorRules { get; set; }
}
