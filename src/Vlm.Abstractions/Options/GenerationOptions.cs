namespace Vlm;

/// <summary>
/// How text is generated, in the terms of transformers' <c>generate</c>. Null members mean the model folder's own default
/// (generation_config.json) and, where the folder says nothing either, the default of transformers.
/// </summary>
public sealed class GenerationOptions : InferenceOptions
{
    /// <summary>The greatest number of tokens to generate, the end token counted; 1 or more. It stands before <see cref="MaxLength"/>. Default 20, where neither is said.</summary>
    public int? MaxNewTokens { get; set => field = OptionRange.AtLeast(value, 1); }

    /// <summary>The greatest number of ids, the prompt's counted: of a model with an encoder those of the decoder, its start id among them.</summary>
    public int? MaxLength { get; set => field = OptionRange.AtLeast(value, 1); }

    /// <summary>The least number of ids, the prompt's counted, before a text may end. Default 0.</summary>
    public int? MinLength { get; set => field = OptionRange.AtLeast(value, 0); }

    /// <summary>The least number of tokens to generate before a text may end. Default 0.</summary>
    public int? MinNewTokens { get; set => field = OptionRange.AtLeast(value, 0); }

    /// <summary>How long to generate. It is looked at after each token, so that a text holds at least one. Null, also in the folder: without limit.</summary>
    public TimeSpan? MaxTime { get; set => field = OptionRange.Positive(value); }

    /// <summary>
    /// Texts at which generation stops, also where they straddle tokens; they are cut from the result's text, not from its ids. An
    /// empty list stops at none.
    /// </summary>
    public IReadOnlyList<string>? StopStrings { get; set; }

    /// <summary>The number of beams; 1, the default, is greedy search or sampling. Streaming takes one.</summary>
    public int? NumBeams { get; set => field = OptionRange.AtLeast(value, 1); }

    /// <summary>How many texts come back for each prompt, best first: at most <see cref="NumBeams"/>, or any number of draws where <see cref="DoSample"/> is true. Default 1.</summary>
    public int? NumReturnSequences { get; set => field = OptionRange.AtLeast(value, 1); }

    /// <summary>
    /// How much the picture has a say in which of the search's texts is the best: to the score of each (of a draw, its log-probability by its
    /// length) is added so many times the cosine of text and picture in the model's joint space (re-ranking; about 3 serves the embedded
    /// default, with 8 beams). It takes several beams or draws, and a run of the text encoder over all of them. At least 0; 0 for the search's
    /// own order; null, the default, for the model's own. Streams and choices are without. Models without captioner and joint space refuse it.
    /// </summary>
    public float? RerankWeight { get; set => field = OptionRange.AtLeast(value, 0f); }

    /// <summary>The exponent of the length by which a beam's sum of log-probabilities is divided; above 0 favours longer texts. Default 1.</summary>
    public float? LengthPenalty { get; set => field = OptionRange.Finite(value); }

    /// <summary>When beam search stops. Default <see cref="EarlyStopping.Likely"/>.</summary>
    public EarlyStopping? EarlyStopping { get; set; }

    /// <summary>Whether tokens are drawn by their probabilities instead of choosing the likeliest; with several beams the beams' continuations are drawn. Default false.</summary>
    public bool? DoSample { get; set; }

    /// <summary>
    /// Where the draws begin; null is 0, so that the same call gives the same text on every run. Each text draws from numbers of
    /// its own, which depend on the seed and, of several texts for one prompt, on which of them it is; never on what else is in
    /// the batch or on the number of threads. The numbers are those of SplitMix64 (Steele, Lea and Flood, 2014), one for each token.
    /// </summary>
    public long? Seed { get; set; }

    /// <summary>What logits are divided by before a draw: below 1 sharpens, above 1 flattens; 0 means the likeliest token. Default 1.</summary>
    public float? Temperature { get; set => field = OptionRange.AtLeast(value, 0f); }

    /// <summary>How many of the likeliest tokens a draw chooses from; 0 for all. Default 50, as in transformers.</summary>
    public int? TopK { get; set => field = OptionRange.AtLeast(value, 0); }

    /// <summary>A draw chooses from the fewest likeliest tokens whose probabilities come to this sum; 1, the default, for all.</summary>
    public float? TopP { get; set => field = OptionRange.Share(value); }

    /// <summary>A draw leaves out tokens less likely than this part of the likeliest one's probability; 0, the default, for none.</summary>
    public float? MinP { get; set => field = OptionRange.Share(value); }

    /// <summary>A draw chooses from the tokens whose surprise is nearest to the expected one, as many as come to this probability (locally typical sampling, Meister et al., 2022); 1, the default, for all.</summary>
    public float? TypicalP { get; set => field = OptionRange.Share(value); }

    /// <summary>What the score of a token that stands in the prompt or the text is divided by where positive and multiplied with where negative; 1, the default, for nothing (CTRL, Keskar et al., 2019).</summary>
    public float? RepetitionPenalty { get; set => field = OptionRange.Positive(value); }

    /// <summary>No run of so many ids occurs twice in prompt and text; 0, the default, for no such rule.</summary>
    public int? NoRepeatNgramSize { get; set => field = OptionRange.AtLeast(value, 0); }

    /// <summary>No run of so many ids of what the encoder has read (of a decoder alone: of the prompt) occurs in the text; 0, the default, for no such rule.</summary>
    public int? EncoderNoRepeatNgramSize { get; set => field = OptionRange.AtLeast(value, 0); }

    /// <summary>Runs of ids that never occur; an empty list allows all. A run of the end token alone is not forbidden.</summary>
    public IReadOnlyList<IReadOnlyList<int>>? BadWordIds { get; set; }

    /// <summary>The id that follows a prompt of one id; -1 for none, not even the model's own.</summary>
    public int? ForcedBosTokenId { get; set => field = OptionRange.AtLeast(value, -1); }

    /// <summary>The ids, one of which ends a text that reaches its greatest length; an empty list forces none, not even the model's own.</summary>
    public IReadOnlyList<int>? ForcedEosTokenIds { get; set; }

    /// <summary>Ids by their places, the first id of the prompt being at 0; an empty map forces none.</summary>
    public IReadOnlyDictionary<int, int>? ForcedDecoderIds { get; set; }

    /// <summary>Ids that are never chosen; an empty list suppresses none, not even the model's own.</summary>
    public IReadOnlyList<int>? SuppressTokens { get; set; }

    /// <summary>Ids that a text does not begin with; an empty list suppresses none, not even the model's own.</summary>
    public IReadOnlyList<int>? BeginSuppressTokens { get; set; }

    /// <summary>The caller's own rules, applied in order after all others and before a draw's.</summary>
    public IReadOnlyList<ILogitsProcessor>? LogitsProcessors { get; set; }

    /// <summary>
    /// The only texts to choose from. They are not generated but scored: each has the probability that the model gives to its
    /// tokens and the end behind them, and the likeliest comes back. Null for a free text.
    /// </summary>
    public IReadOnlyList<string>? Choices { get; set; }

    /// <summary>
    /// A JSON Schema: tokens that would leave it are never chosen, so that a text that ended by itself is JSON of that schema.
    /// Understood are type, properties, required, items, enum, const, anyOf, lengths of strings and arrays, minimum 0, and references
    /// within the schema; properties come in the schema's order, and only those that it names. Null for a free text.
    /// </summary>
    /// <remarks>Any other keyword that restricts is a <see cref="JsonSchemaException"/>.</remarks>
    public string? JsonSchema { get; set; }

    /// <summary>What a captioning call asks the model for, in the model's own terms: "Describe the image in detail.", "caption es", a task name. Null for the model's own caption prompt; models without prompts refuse any other.</summary>
    public string? Prompt { get; set; }

    /// <summary>
    /// The defaults of transformers, said outright, so that the folder's own do not hold: greedy search for 20 tokens without rules. The
    /// folder's forced tokens stay, since its texts begin and end with them.
    /// </summary>
    public static GenerationOptions Plain() => new()
    {
        MaxNewTokens = 20,
        MinLength = 0,
        MinNewTokens = 0,
        StopStrings = [],
        NumBeams = 1,
        NumReturnSequences = 1,
        RerankWeight = 0,
        LengthPenalty = 1,
        EarlyStopping = Vlm.EarlyStopping.Likely,
        DoSample = false,
        Temperature = 1,
        TopK = 50,
        TopP = 1,
        MinP = 0,
        TypicalP = 1,
        RepetitionPenalty = 1,
        NoRepeatNgramSize = 0,
        EncoderNoRepeatNgramSize = 0,
        BadWordIds = [],
        ForcedDecoderIds = new Dictionary<int, int>(),
        SuppressTokens = [],
        BeginSuppressTokens = [],
    };

    /// <summary>A copy.</summary>
    public GenerationOptions Clone() => (GenerationOptions)MemberwiseClone();

    /// <summary>
    /// Whether captions come with <see cref="Caption.Confidence"/> where the model can tell. It costs a run of the text encoder a group. Default false.
    /// Streams and scores are without.
    /// </summary>
    public bool WithConfidence { get; set; }
}
