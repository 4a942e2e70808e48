using System.Buffers;
using System.Globalization;
using System.Text;

namespace Vlm.Tests.Search;

/// <summary>
/// A toy model whose pictures are text files: numbers are the embedding, anything else is not a picture. Texts embed the same way.
/// </summary>
internal sealed class TextPictureModel(string space = "toy-1", ModelCapabilities capabilities = ModelCapabilities.EmbedImages | ModelCapabilities.EmbedTexts) : IVisionLanguageModel
{
    public ModelInfo Info { get; } = new() { Name = "toy", Capabilities = capabilities, EmbeddingSize = 3, EmbeddingSpace = space };

    /// <summary>How many pictures passed through.</summary>
    public int Embedded { get; private set; }

    /// <summary>Called before each batch.</summary>
    public Action? BeforeBatch { get; set; }

    public Task<IReadOnlyList<Embedding>> EmbedImagesAsync(
        IReadOnlyList<ImageInput> images, EmbeddingOptions? options = null, CancellationToken cancellationToken = default)
    {
        BeforeBatch?.Invoke();
        cancellationToken.ThrowIfCancellationRequested();
        List<Embedding> embeddings = [];
        for (int i = 0; i < images.Count; i++)
        {
            try
            {
                using IMemoryOwner<byte> bytes = images[i].ReadEncoded(1 << 20);
                embeddings.Add(Parse(Encoding.UTF8.GetString(bytes.Memory.Span), images[i].Name));
            }
            catch (ImageDecodeException e)
            {
                throw e.AtIndex(i);
            }
        }

        Embedded += images.Count;
        return Task.FromResult<IReadOnlyList<Embedding>>(embeddings);
    }

    public Task<IReadOnlyList<Embedding>> EmbedTextsAsync(
        IReadOnlyList<string> texts, EmbeddingOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<Embedding>>([.. texts.Select(text => Parse(text, text))]);

    public Task<IReadOnlyList<Caption>> CaptionAsync(
        IReadOnlyList<ImageInput> images, GenerationOptions? options = null, CancellationToken cancellationToken = default) => throw Refusal;

    public Task<IReadOnlyList<Answer>> AnswerAsync(
        IReadOnlyList<VisionPrompt> prompts, AnswerOptions? options = null, CancellationToken cancellationToken = default) => throw Refusal;

    public Task<IReadOnlyList<IReadOnlyList<ImageTextScore>>> ScoreAsync(
        IReadOnlyList<ImageInput> images, IReadOnlyList<string> texts, EmbeddingOptions? options = null, CancellationToken cancellationToken = default) => throw Refusal;

    public IAsyncEnumerable<TextUpdate> StreamAsync(
        VisionPrompt prompt, GenerationOptions? options = null, CancellationToken cancellationToken = default) => throw Refusal;

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private static NotSupportedException Refusal => new("The toy only embeds.");

    private static Embedding Parse(string text, string name)
    {
        try
        {
            return new Embedding(text.Split(' ').Select(part => float.Parse(part, CultureInfo.InvariantCulture)).ToArray());
        }
        catch (FormatException e)
        {
            throw new ImageDecodeException(ImageDecodeReason.NotAnImage, name, "it is not a picture.", e);
        }
    }
}
