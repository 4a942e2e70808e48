using System.Buffers;
using System.Text;

namespace Vlm.Tests.Cli;

/// <summary>A toy that can do everything: a picture is a text file, its embedding the lengths of its first three words, and a file that begins with "bad" is not a picture.</summary>
internal sealed class ToyModel : IVisionLanguageModel, IImageClassifier
{
    public ModelInfo Info { get; } = new()
    {
        Name = "toy",
        Capabilities = ModelCapabilities.Caption | ModelCapabilities.Answer | ModelCapabilities.EmbedImages | ModelCapabilities.EmbedTexts | ModelCapabilities.Score,
        EmbeddingSize = 3,
        EmbeddingSpace = "toy",
    };

    public IReadOnlyList<string> Labels { get; } = ["cat", "dog"];

    public bool Disposed { get; private set; }

    /// <summary>The options of the last caption call.</summary>
    public GenerationOptions? Generation { get; private set; }

    /// <summary>Called before each batch of pictures.</summary>
    public Action? BeforeBatch { get; init; }

    public Task<IReadOnlyList<Caption>> CaptionAsync(IReadOnlyList<ImageInput> images, GenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        Generation = options;
        return Each(images, text => new Caption
        {
            Text = text,
            Ids = [2, text.Length, 3],
            LogProbability = -1.5f,
            Score = -0.5f,
            Confidence = options is { WithConfidence: true } && text.StartsWith("odd", StringComparison.Ordinal) ? 0.125f : null,
            IsUnsure = options is { WithConfidence: true } && text.StartsWith("odd", StringComparison.Ordinal),
            FinishReason = FinishReason.EndOfText,
            Timings = new StageTimings { Encoding = TimeSpan.FromMilliseconds(8) },
        }, cancellationToken);
    }

    public async Task<IReadOnlyList<Answer>> AnswerAsync(IReadOnlyList<VisionPrompt> prompts, AnswerOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (prompts[0].Text.Length == 0)
        {
            throw new InvalidInputException("The question is empty.").AtIndex(0);
        }

        IReadOnlyList<string> choices = options?.Choices ?? ["brown", "black"];
        return await Each([.. prompts.Select(p => p.Images[0])], text => new Answer
        {
            Text = choices[0],
            Probability = 0.75f,
            LogProbability = -0.3f,
            Candidates = [.. choices.Select((c, i) => new LabelScore(c, i == 0 ? 0.75f : 0.25f))],
            Truncated = prompts[0].Text.Length > 100,
        }, cancellationToken);
    }

    public Task<IReadOnlyList<Embedding>> EmbedImagesAsync(IReadOnlyList<ImageInput> images, EmbeddingOptions? options = null, CancellationToken cancellationToken = default) =>
        Each(images, Embed, cancellationToken);

    public Task<IReadOnlyList<Embedding>> EmbedTextsAsync(IReadOnlyList<string> texts, EmbeddingOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<Embedding>>([.. texts.Select(Embed)]);

    public async Task<IReadOnlyList<IReadOnlyList<ImageTextScore>>> ScoreAsync(
        IReadOnlyList<ImageInput> images, IReadOnlyList<string> texts, EmbeddingOptions? options = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<Embedding> embedded = await EmbedImagesAsync(images, options, cancellationToken);
        return [.. embedded.Select(image => (IReadOnlyList<ImageTextScore>)
            [.. texts.Select(text => new ImageTextScore { Cosine = Embedding.CosineSimilarity(image, Embed(text)), Probability = 0.5f })])];
    }

    public Task<IReadOnlyList<IReadOnlyList<LabelScore>>> ClassifyAsync(
        IReadOnlyList<ImageInput> images, ClassificationOptions? options = null, CancellationToken cancellationToken = default) =>
        Each<IReadOnlyList<LabelScore>>(images, _ => [new LabelScore("dog", 0.9f), new LabelScore("cat", 0.1f)], cancellationToken);

    public IAsyncEnumerable<TextUpdate> StreamAsync(VisionPrompt prompt, GenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("The toy does not stream.");

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType == typeof(IImageClassifier) ? this : null;

    public void Dispose() => Disposed = true;

    private static Embedding Embed(string text)
    {
        string[] words = text.Split(' ');
        if (text == "nan")
        {
            return new Embedding(new[] { float.NaN, 0, 0 });
        }

        return new Embedding(Enumerable.Range(0, 3).Select(i => i < words.Length ? (float)words[i].Length : 0).ToArray()) { Truncated = text.Length > 100 };
    }

    private Task<IReadOnlyList<T>> Each<T>(IReadOnlyList<ImageInput> images, Func<string, T> make, CancellationToken cancellationToken)
    {
        BeforeBatch?.Invoke();
        cancellationToken.ThrowIfCancellationRequested();
        List<T> results = [];
        for (int i = 0; i < images.Count; i++)
        {
            try
            {
                results.Add(make(Read(images[i])));
            }
            catch (ImageDecodeException e)
            {
                throw e.AtIndex(i);
            }
        }

        return Task.FromResult<IReadOnlyList<T>>(results);
    }

    private static string Read(ImageInput image)
    {
        if (image.Pixels is { } pixels)
        {
            return $"a frame of {pixels.Width}x{pixels.Height}";
        }

        using IMemoryOwner<byte> bytes = image.ReadEncoded(1 << 20);
        string text = Encoding.UTF8.GetString(bytes.Memory.Span);
        return text.StartsWith("bad", StringComparison.Ordinal)
            ? throw new ImageDecodeException(ImageDecodeReason.NotAnImage, image.Name, "it is not a picture.")
            : text;
    }
}
