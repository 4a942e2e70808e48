namespace Vlm.Training;

/// <summary>The element type in which a <see cref="FeatureCache"/> keeps its numbers.</summary>
public enum FeaturePrecision
{
    /// <summary>Two bytes a number, 11 bits of significand: an error of at most 0.05 % of each number.</summary>
    Float16,

    /// <summary>Four bytes a number, as the encoder gave them.</summary>
    Float32,
}
