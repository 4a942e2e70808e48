namespace Vlm.Composition.Generative;

/// <summary>What a call wants of the text of its prompts.</summary>
internal enum PromptTask
{
    /// <summary>A caption. The text is what the model is asked for; an empty one stands for the family's own caption prompt.</summary>
    Caption,

    /// <summary>An answer. The text is a question or an instruction, which the family puts into its own form.</summary>
    Question,
}
