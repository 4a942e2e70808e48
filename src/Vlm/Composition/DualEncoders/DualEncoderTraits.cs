namespace Vlm.Composition.DualEncoders;

/// <summary>What a family of dual encoders does otherwise than another.</summary>
/// <param name="Normalization">How logits become probabilities, as trained.</param>
/// <param name="UsualScale">The scale of its trained models, for folders whose files do not hold it; null where there is no usual one.</param>
/// <param name="PadsToMaxLength">Whether texts are always padded to the greatest length: the model was trained so and takes no mask.</param>
internal sealed record DualEncoderTraits(ScoreNormalization Normalization, float? UsualScale, bool PadsToMaxLength);
