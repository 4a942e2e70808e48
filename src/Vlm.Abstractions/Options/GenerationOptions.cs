namespace Vlm;

/// <summary>How text is generated. Null members mean the model folder's own default (generation_config.json).</summary>
public sealed class GenerationOptions : InferenceOptions
{
    /// <summary>Everything at the model's own default.</summary>
    public GenerationOptions()
    {
    }

    private GenerationOptions(GenerationOptions other)
        : base(other)
    {
        MaxNewTokens = other.MaxNewTokens;
        NumBeams = other.NumBeams;
        LengthPenalty = other.LengthPenalty;
        EarlyStopping = other.EarlyStopping;
        SuppressTokens = other.SuppressTokens;
        Prompt = other.Prompt;
    }

    /// <summary>The greatest number of tokens to generate, the end token counted; 1 or more.</summary>
    public int? MaxNewTokens
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value ?? 1, 1);
            field = value;
        }
    }

    /// <summary>The number of beams; 1 is greedy search.</summary>
    public int? NumBeams
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value ?? 1, 1);
            field = value;
        }
    }

    /// <summary>The exponent of the length by which a beam's sum of log-probabilities is divided; above 0 favours longer texts.</summary>
    public float? LengthPenalty { get; set; }

    /// <summary>Whether beam search stops as soon as as many texts as beams have ended, without asking whether an open one could still win.</summary>
    public bool? EarlyStopping { get; set; }

    /// <summary>Ids that are never chosen; an empty list suppresses none, not even the model's own.</summary>
    public IReadOnlyList<int>? SuppressTokens { get; set; }

    /// <summary>What a captioning call asks the model for, in the model's own terms: "Describe the image in detail.", "caption es", a task name. Null for the model's own caption prompt; models without prompts refuse any other.</summary>
    public string? Prompt { get; set; }

    /// <summary>A copy.</summary>
    public GenerationOptions Clone() => new(this);
}
