namespace Vlm.Tests.Families.Conformance;

/// <summary>What one call is given.</summary>
/// <param name="Model">Who is asked.</param>
/// <param name="Pictures">What is shown.</param>
/// <param name="Question">What is asked about each.</param>
/// <param name="Token">Cancels the call.</param>
internal sealed record FamilyAsk(IVisionLanguageModel Model, IReadOnlyList<ImageInput> Pictures, string Question, CancellationToken Token)
{
    private const int Tokens = 6;

    /// <summary>Told of every item, which then pass one by one; null for one batch.</summary>
    public IProgress<BatchProgress>? Progress { get; init; }

    /// <summary>How many tokens are written at least.</summary>
    public int MinTokens { get; init; }

    public int? BatchSize => Progress is null ? null : 1;

    public GenerationOptions Generation()
    {
        GenerationOptions options = GenerationOptions.Plain();
        options.MaxNewTokens = Math.Max(Tokens, MinTokens);
        options.MinNewTokens = MinTokens;
        options.BatchSize = BatchSize;
        options.Progress = Progress;
        return options;
    }

    public EmbeddingOptions Embedding() => new() { BatchSize = BatchSize, Progress = Progress };

    public VisionPrompt Prompt(ImageInput picture) => new(picture, Question);

    /// <summary>An empty text streams the caption, where the model gives captions.</summary>
    public VisionPrompt StreamPrompt() => new(Pictures[0], Model.Info.Can(ModelCapabilities.Caption) ? "" : Question);

    /// <summary>An item for each picture; null where that is.</summary>
    public T[] Each<T>(Func<ImageInput, T> make) => Pictures is null ? null! : [.. Pictures.Select(picture => picture is null ? default! : make(picture))];
}
