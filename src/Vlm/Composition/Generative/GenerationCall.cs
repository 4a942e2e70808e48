namespace Vlm.Composition.Generative;

/// <summary>What one call asks of a generator besides its prompts.</summary>
/// <param name="Task">What the prompts' texts are.</param>
/// <param name="Options">How to generate; group size, decoding and progress come with it.</param>
/// <param name="Choices">The only texts to choose from, which are scored; null where the text is free.</param>
/// <param name="Top">How many of the choices are told.</param>
internal sealed record GenerationCall(PromptTask Task, GenerationOptions? Options, IReadOnlyList<string>? Choices = null, int Top = GenerationCall.DefaultTop)
{
    public const int DefaultTop = 5;

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
