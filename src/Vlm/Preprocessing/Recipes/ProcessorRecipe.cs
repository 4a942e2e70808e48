namespace Vlm.Preprocessing.Recipes;

/// <summary>One image processor class of transformers: what it does where its file is silent, and which steps it is made of.</summary>
/// <param name="Defaults">The values where the file is silent.</param>
/// <param name="Compose">The steps, with the parameters that the file gives.</param>
internal sealed record ProcessorRecipe(ProcessorDefaults Defaults, Func<ProcessorSettings, ProcessorParts> Compose)
{
    /// <summary>The version whose pixels published models of this class were trained with.</summary>
    public ProcessorRules TrainedWith { get; init; } = ProcessorRules.V5;

    /// <summary>Keys that this class has and that change no pixel.</summary>
    public IReadOnlyList<string> WithoutEffect { get; init; } = [];
}
