using Vlm.Evaluation;
using Vlm.Onnx;

namespace Vlm.Training;

/// <summary>Runs a model over pictures and collects the signals of its captions and answers.</summary>
internal sealed class ConfidenceSampling(IVisionLanguageModel model, int workers)
{
    private readonly IImageEncoder _encoder = Service<IImageEncoder>(model);
    private readonly IImageProcessor _processor = Service<IImageProcessor>(model);
    private readonly IImageDecoder _decoder = model.GetService<IImageDecoder>() ?? ImageDecoder.Default;

    /// <summary>The mean row of every picture that can be read.</summary>
    public async Task<float[][]> MeansAsync(IPictureSource source, IReadOnlyList<string> pictures, Action done, CancellationToken cancellationToken)
    {
        float[]?[] means = new float[]?[pictures.Count];
        await ForEachAsync(pictures.Count, done, (i, token) =>
        {
            using RgbImage? image = TryDecode(source, pictures[i], token);
            means[i] = image is null ? null : MeanOf(image, token);
            return Task.CompletedTask;
        }, cancellationToken).ConfigureAwait(false);
        return [.. means.OfType<float[]>()];
    }

    /// <summary>Captions of every picture that can be read, in their order. <paramref name="distort"/> gives the kind of distortion, or null for none.</summary>
    public async Task<ConfidenceSample[]> CaptionsAsync(
        IPictureSource source, IReadOnlyList<string> pictures, GaussianSubspace distribution, Func<int, int?> distort, Action done, CancellationToken cancellationToken)
    {
        ConfidenceSample?[] samples = new ConfidenceSample?[pictures.Count];
        await ForEachAsync(pictures.Count, done, async (i, token) =>
        {
            using RgbImage? whole = TryDecode(source, pictures[i], token);
            if (whole is null)
            {
                return;
            }

            using RgbImage? distorted = distort(i) is { } kind ? DistortedPicture.Of(whole, kind) : null;
            RgbImage image = distorted ?? whole;
            ImageInput input = ImageInput.FromImage(image);
            Caption caption = (await model.CaptionAsync([input], null, token).ConfigureAwait(false))[0];
            Embedding picture = (await model.EmbedImagesAsync([input], null, token).ConfigureAwait(false))[0];
            Embedding text = (await model.EmbedTextsAsync([caption.Text], null, token).ConfigureAwait(false))[0];
            float distance = distribution.Distance(MeanOf(image, token));
            samples[i] = new ConfidenceSample(i, caption.Text, ConfidenceSignals.OfCaption(caption.TokenLogProbabilities, Embedding.CosineSimilarity(picture, text), distance), distance);
        }, cancellationToken).ConfigureAwait(false);
        return [.. samples.OfType<ConfidenceSample>()];
    }

    /// <summary>The signals of the answers to the questions about a picture, the head's own probability, and whether each is right.</summary>
    public async Task<(double[] Signals, double Probability, double Accuracy)[]> AnswersAsync(
        IPictureSource source, IReadOnlyList<DataSetItem> items, GaussianSubspace distribution, Action done, CancellationToken cancellationToken)
    {
        (double[] Signals, double Probability, double Accuracy)[][] answers = new (double[], double, double)[items.Count][];
        await ForEachAsync(items.Count, done, async (i, token) =>
        {
            answers[i] = [];
            using RgbImage? image = TryDecode(source, items[i].Picture, token);
            if (image is null || items[i].Questions.Count == 0)
            {
                return;
            }

            ImageInput input = ImageInput.FromImage(image);
            float distance = distribution.Distance(MeanOf(image, token));
            IReadOnlyList<Answer> given = await model.AnswerAsync([.. items[i].Questions.Select(question => new VisionPrompt([input], question.Text))], new AnswerOptions { Top = 2 }, token).ConfigureAwait(false);
            answers[i] = [.. given.Select((answer, n) => (
                ConfidenceSignals.OfAnswer(answer.Candidates[0].Probability, answer.Candidates.Count > 1 ? answer.Candidates[1].Probability : 0, distance),
                (double)answer.Candidates[0].Probability,
                AccuracyOf(answer.Text, items[i].Questions[n].Answers)))];
        }, cancellationToken).ConfigureAwait(false);
        return [.. answers.SelectMany(each => each)];
    }

    // VQA accuracy: right where three people said so; with fewer people, the share of three that they are.
    private static double AccuracyOf(string answer, IReadOnlyList<string> people)
    {
        int same = people.Count(person => string.Equals(person, answer, StringComparison.OrdinalIgnoreCase));
        return Math.Min(1, same / (double)Math.Min(3, people.Count));
    }

    private static T Service<T>(IVisionLanguageModel model)
        where T : class =>
        model.GetService<T>() ?? throw new NotSupportedException($"{model.Info.Name} has no {typeof(T).Name} of its own; a confidence is fitted to composed models (a folder with vlm.json).");

    private async Task ForEachAsync(int count, Action done, Func<int, CancellationToken, Task> work, CancellationToken cancellationToken) =>
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken }, async (i, token) =>
        {
            await work(i, token).ConfigureAwait(false);
            done();
        }).ConfigureAwait(false);

    private RgbImage? TryDecode(IPictureSource source, string picture, CancellationToken cancellationToken)
    {
        try
        {
            return _decoder.Decode(source.Open(picture), null, cancellationToken);
        }
        catch (ImageDecodeException)
        {
            // TrainingDataReport tells of unreadable pictures; here they are as if they were not in the data.
            return null;
        }
    }

    private float[] MeanOf(RgbImage image, CancellationToken cancellationToken)
    {
        using PixelValues pixels = _processor.Process([image], cancellationToken);
        using ImageFeatures features = _encoder.Encode(pixels, cancellationToken);
        TensorBuffer<float> rows = features.Rows ?? throw new NotSupportedException($"The image encoder of {model.Info.Name} gives no rows, of which the distance from the training pictures is taken.");
        return GaussianSubspace.MeanRow(rows.Span, (int)rows.Shape[1]);
    }
}
