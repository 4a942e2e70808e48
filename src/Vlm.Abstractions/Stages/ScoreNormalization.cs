namespace Vlm;

/// <summary>How the logits of picture-text pairs become probabilities.</summary>
public enum ScoreNormalization
{
    /// <summary>A softmax over the texts given, as CLIP was trained: probabilities of one picture sum to 1.</summary>
    Softmax,

    /// <summary>A sigmoid for each pair, as SigLIP was trained.</summary>
    Sigmoid,
}
