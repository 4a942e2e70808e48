namespace Vlm.Training;

/// <summary>Which rule changes the parameters.</summary>
public enum OptimizerKind
{
    /// <summary><see cref="Training.AdamW"/>.</summary>
    AdamW,

    /// <summary><see cref="Training.Adam"/>.</summary>
    Adam,

    /// <summary><see cref="Training.Sgd"/>.</summary>
    Sgd,

    /// <summary><see cref="Training.Adagrad"/>.</summary>
    Adagrad,

    /// <summary><see cref="Training.Lion"/>.</summary>
    Lion,

    /// <summary><see cref="Training.RmsProp"/>.</summary>
    RmsProp,
}
