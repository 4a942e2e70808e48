namespace Vlm.Tokenization;

/// <summary>The switches of a BPE model.</summary>
internal sealed record BpeSettings
{
    /// <summary>Stands for characters that the vocabulary lacks; null leaves them out.</summary>
    public int? UnknownId { get; init; }

    /// <summary>Whether neighbouring unknown characters become one token.</summary>
    public bool FuseUnknown { get; init; }

    /// <summary>Whether unknown characters become the tokens of their bytes, such as &lt;0x41&gt;.</summary>
    public bool ByteFallback { get; init; }

    /// <summary>Whether a piece that is a token itself is not cut at all.</summary>
    public bool IgnoreMerges { get; init; }

    /// <summary>Before every character of a piece but the first, such as ##.</summary>
    public string ContinuingPrefix { get; init; } = "";

    /// <summary>After the last character of a piece, such as &lt;/w&gt;.</summary>
    public string EndSuffix { get; init; } = "";
}
