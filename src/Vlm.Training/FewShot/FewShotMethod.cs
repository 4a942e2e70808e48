namespace Vlm.Training;

/// <summary>How a classifier is made of a few examples.</summary>
public enum FewShotMethod
{
    /// <summary>The cosine to the mean of each class's examples (J. Snell et al., 2017).</summary>
    Prototypes,

    /// <summary>Prototypes and, beside them, a cache of the examples: each votes for its class by e^(−β (1 − cosine)) (Tip-Adapter, R. Zhang et al., 2022; here the prototypes stand in the place of CLIP's texts).</summary>
    KeyValueCache,

    /// <summary>The same with the cached examples as parameters that are trained (Tip-Adapter-F).</summary>
    TunedKeyValueCache,

    /// <summary>Logistic regression on the features, with a penalty on the weights.</summary>
    LinearProbe,
}
