namespace Vlm;

/// <summary>How questions are answered. Null members mean the model's own default.</summary>
public sealed class AnswerOptions : InferenceOptions
{
    /// <summary>How many of the ranked answers are returned with each result; null for 5. Only for closed sets of answers.</summary>
    public int? Top
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value ?? 1, 1);
            field = value;
        }
    }

    /// <summary>The only answers to choose from; probabilities then sum to 1 over them. Null for all the model knows.</summary>
    public IReadOnlyList<string>? Choices { get; set; }

    /// <summary>How the answer is generated, by a model that writes its answers; null for the model's own defaults. Its batch size, progress and decoding give way to those set here.</summary>
    public GenerationOptions? Generation { get; set; }
}
