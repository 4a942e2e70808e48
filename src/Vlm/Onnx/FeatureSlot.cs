namespace Vlm.Onnx;

/// <summary>Which part of the features an input of a session reads.</summary>
internal enum FeatureSlot
{
    /// <summary>Patches or cells, [B,N,D].</summary>
    ImageRows,

    /// <summary>One vector a picture, [B,D].</summary>
    ImagePooled,

    /// <summary>Token states, [B,L,D].</summary>
    TextTokens,

    /// <summary>The mask of the token states, [B,L].</summary>
    TextMask,

    /// <summary>One vector a text, [B,D].</summary>
    TextPooled,
}
