using Vlm.Generation;

namespace Vlm.Composition.Generative;

/// <summary>What one call asks of a generator besides its prompts.</summary>
/// <param name="Task">What the prompts' texts are.</param>
/// <param name="Options">How to generate; group size, decoding and progress come with it.</param>
/// <param name="Choices">The only texts to choose from, which are scored; null where the text is free.</param>
/// <param name="Top">How many of the choices are told.</param>
internal sealed record GenerationCall(PromptTask Task, GenerationOptions? Options, IReadOnlyList<string>? Choices = null, int Top = GenerationCall.DefaultTop)
{
    public const int DefaultTop = 5;

    /// <summary>
    /// Whether the prompts of a group pass as one padded batch whatever that does to their texts, as Python's generate takes
    /// them: padding is seen where a family's decoder sees it there. Otherwise no text depends on its neighbours.
    /// </summary>
    public bool Raw { get; init; }

    /// <summary>A text that is read as if it had been generated behind every prompt; null where texts are generated.</summary>
    public IReadOnlyList<int>? Given { get; init; }

    /// <summary>Generates, or scores the choices or the given text, behind the prompts of a decoder.</summary>
    /// <returns>Per prompt its texts, best first; of choices all.</returns>
    public GeneratedSequence[][] Run(GenerationEngine engine, IDecoderSteps steps, CancellationToken cancellationToken)
    {
        GenerationSettings.RefuseReranking(Options);
        return Given is not null ? engine.Score(steps, Given, cancellationToken)
            : (Choices ?? Options?.Choices) is { } choices ? engine.Choose(steps, choices, cancellationToken) : engine.Generate(steps, Options, cancellationToken);
    }

    /// <summary>What is told of the texts of one prompt: all that were generated, or of choices as many as are asked for, the first with the best of all beside it.</summary>
    /// <param name="texts">What <see cref="Run"/> gave for the prompt.</param>
    /// <param name="create">Makes the result of a text and its candidates.</param>
    public GeneratedText[] Select(GeneratedSequence[] texts, Func<GeneratedSequence, IReadOnlyList<LabelScore>, GeneratedText> create)
    {
        if (texts.Length == 0 || texts[0].FinishReason != FinishReason.Choice)
        {
            return Array.ConvertAll(texts, text => create(text, []));
        }

        LabelScore[] best = [.. texts.Take(Top).Select(text => new LabelScore(text.Text, text.Probability!.Value))];
        return [.. texts.Take(Options?.NumReturnSequences ?? 1).Select((text, rank) => create(text, rank == 0 ? best : []))];
    }

    /// <summary>The call that questions with these options make; null for the defaults.</summary>
    /// <exception cref="InvalidInputException">The list of choices is empty.</exception>
    public static GenerationCall Of(AnswerOptions? options)
    {
        if (options?.Choices is { Count: 0 })
        {
            throw new InvalidInputException("The list of choices is empty; give at least one, or null for a free answer.");
        }

        GenerationOptions generation = options?.Generation?.Clone() ?? new GenerationOptions();
        generation.BatchSize = options?.BatchSize ?? generation.BatchSize;
        generation.Decode = options?.Decode ?? generation.Decode;
        generation.Progress = options?.Progress ?? generation.Progress;
        return new GenerationCall(PromptTask.Question, generation, options?.Choices, options?.Top ?? DefaultTop);
    }
}
