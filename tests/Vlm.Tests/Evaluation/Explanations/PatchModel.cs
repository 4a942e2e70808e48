using Vlm.Imaging;

namespace Vlm.Tests.Evaluation;

/// <summary>A model that sees colours of quarters: a picture is the mean red, green, blue and a constant of one quarter; a text counts its words red, green and blue.</summary>
internal sealed class PatchModel(int quarter) : IVisionLanguageModel
{
    private static readonly string[] Colours = ["red", "green", "blue"];

    public ModelInfo Info { get; } = new() { Name = "patches", Capabilities = ModelCapabilities.EmbedImages | ModelCapabilities.EmbedTexts | ModelCapabilities.Caption | ModelCapabilities.Answer };

    public IImageEncoder? Encoder { get; init; }

    public IImageProcessor? Processor { get; init; }

    public int Pictures { get; private set; }

    public Task<IReadOnlyList<Embedding>> EmbedImagesAsync(IReadOnlyList<ImageInput> images, EmbeddingOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<Embedding>>([.. images.Select(image => new Embedding((float[])[.. Mean(image), 0.01f]))]);

    public Task<IReadOnlyList<Embedding>> EmbedTextsAsync(IReadOnlyList<string> texts, EmbeddingOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<Embedding>>([.. texts.Select(text => new Embedding((float[])[.. Colours.Select(colour => (float)text.Split(' ').Count(word => word == colour)), 0.01f]))]);

    /// <summary>The caption names the colours of the quarter that are strong.</summary>
    public Task<IReadOnlyList<Caption>> CaptionAsync(IReadOnlyList<ImageInput> images, GenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<Caption>>([.. images.Select(image => new Caption
        {
            Text = string.Join(' ', Colours.Where((_, c) => Mean(image)[c] > 0.6f).Prepend("a")),
            Ids = [],
            LogProbability = 0,
            Score = 0,
            FinishReason = FinishReason.EndOfText,
        })]);

    /// <summary>Yes with the strength of the colours that the question names.</summary>
    public Task<IReadOnlyList<Answer>> AnswerAsync(IReadOnlyList<VisionPrompt> prompts, AnswerOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<Answer>>([.. prompts.Select(prompt =>
        {
            float yes = 0.5f + (Colours.Select((colour, c) => prompt.Text.Contains(colour, StringComparison.Ordinal) ? Mean(prompt.Images[0])[c] : 0).Sum() / 2);
            return new Answer { Text = yes >= 0.5f ? "yes" : "no", LogProbability = MathF.Log(yes), Candidates = [new LabelScore("yes", yes), new LabelScore("no", 1 - yes)] };
        })]);

    public Task<IReadOnlyList<IReadOnlyList<ImageTextScore>>> ScoreAsync(
        IReadOnlyList<ImageInput> images, IReadOnlyList<string> texts, EmbeddingOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public IAsyncEnumerable<TextUpdate> StreamAsync(VisionPrompt prompt, GenerationOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(IImageDecoder) ? ImageDecoder.Default
        : serviceType == typeof(IImageEncoder) ? Encoder
        : serviceType == typeof(IImageProcessor) ? Processor : null;

    public void Dispose()
    {
    }

    private float[] Mean(ImageInput image)
    {
        Pictures++;
        RgbImage pixels = image.Pixels!;
        int left = quarter % 2 * pixels.Width / 2, top = quarter / 2 * pixels.Height / 2;
        float[] mean = new float[3];
        for (int y = top; y < top + (pixels.Height / 2); y++)
        {
            for (int x = left; x < left + (pixels.Width / 2); x++)
            {
                for (int c = 0; c < 3; c++)
                {
                    mean[c] += pixels.Row(y)[(x * pixels.BytesPerPixel) + c] / 255f / (pixels.Width * pixels.Height / 4);
                }
            }
        }

        return mean;
    }
}
