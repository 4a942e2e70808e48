namespace Vlm.Training;

/// <summary>What of a model is trained.</summary>
public sealed class FineTuningOptions
{
    /// <summary>
    /// Which weights are trained whole, such as <c>weight => weight.Block >= 4</c>; null for all, or for none where there are
    /// adapters. No gradient is computed through what comes before all that is trained.
    /// </summary>
    public Func<OnnxModuleWeight, bool>? Trains { get; init; }

    /// <summary>Adapters beside frozen weights; null for none. A weight with an adapter is not trained itself.</summary>
    public LoraOptions? Lora { get; init; }

    /// <summary>What stands before the names of the parameters, where several models share a set.</summary>
    public string Prefix { get; init; } = "";

    internal bool IsTrained(OnnxModuleWeight weight) => !IsAdapted(weight) && (Trains is null ? Lora is null : Trains(weight));

    internal bool IsAdapted(OnnxModuleWeight weight) => Lora is not null && weight.Operand != ProductOperand.None && (Lora.Adapts is null || Lora.Adapts(weight));
}
