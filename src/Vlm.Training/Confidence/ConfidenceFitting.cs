using System.Text.Json.Nodes;
using Vlm.Evaluation;
using Vlm.Onnx;

namespace Vlm.Training;

/// <summary>
/// Teaches a model how sure it may be: <c>confidence.json</c> in its folder turns signals (log-probabilities of the tokens, agreement of caption and picture in the
/// joint space, distance from the training pictures) into the probability that a caption fits (<see cref="Caption.Confidence"/>), and likewise for answers.
/// </summary>
/// <remarks>
/// A caption fits where its CIDEr-D against people's captions is at least what three of four people's own captions reach. An answer is right by VQA accuracy (at least one half).
/// Logistic regression is fitted on one half of a split that the heads were not trained on, with as many distorted pictures (upside down, negative, coarse) beside the plain ones,
/// and checked on the other half as it is. Halves are by picture, alternating in the order of the names' hashes.
/// </remarks>
public static class ConfidenceFitting
{
    /// <summary>Fits, checks, writes confidence.json and names it in vlm.json. The same arguments give the same file.</summary>
    /// <param name="modelFolder">A composed model's folder.</param>
    /// <param name="data">Pictures with captions.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Told how many pictures are done.</param>
    /// <param name="cancellationToken">Stops within a picture; nothing is written then.</param>
    /// <exception cref="TrainingException">There are too few pictures, or all captions fit, or none.</exception>
    /// <exception cref="NotSupportedException">The model has no captioner, no joint space, or no encoder of its own.</exception>
    public static async Task<ConfidenceReport> FitAsync(
        string modelFolder, DataSet data, ConfidenceOptions? options = null, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelFolder);
        ArgumentNullException.ThrowIfNull(data);
        options ??= new ConfidenceOptions();
        DataSetItem[] train = Spread(data.OfSplit(options.TrainSplit), options.TrainPictures);
        DataSetItem[] held = Spread([.. data.OfSplit(options.FitSplit).Where(item => item.Captions.Count > 1).OrderBy(item => CounterRandom.StreamOf(item.Picture))], options.FitPictures);
        if (train.Length < 8 || held.Length < 8)
        {
            throw new TrainingException($"A confidence is fitted on at least 8 pictures of '{options.TrainSplit}' and 8 of '{options.FitSplit}' with two captions each; found {train.Length} and {held.Length}.");
        }

        using IVisionLanguageModel model = VisionLanguageModel.Load(modelFolder, new VlmOptions { IntraOpThreads = 1 });
        int total = train.Length + (held.Length / 2 * 3) + (options.Questions is null ? 0 : held.Length) + (options.OtherPictures?.Names.Count ?? 0), done = 0;
        void Done() => progress?.Report(new BatchProgress(Interlocked.Increment(ref done), total));
        ConfidenceSampling sampling = new(model, options.Workers ?? Environment.ProcessorCount);
        SubspaceFit subspace = SubspaceFit.Of(await sampling.MeansAsync(data.Pictures, [.. train.Select(item => item.Picture)], Done, cancellationToken).ConfigureAwait(false), options.Directions);
        GaussianSubspace distribution = subspace.ToModel();

        string[] names = [.. held.Select(item => item.Picture)];
        ConfidenceSample[] plain = await sampling.CaptionsAsync(data.Pictures, names, distribution, _ => null, Done, cancellationToken).ConfigureAwait(false);
        ConfidenceSample[] distorted = await sampling.CaptionsAsync(data.Pictures, [.. names.Where((_, i) => i % 2 == 0)], distribution, i => i, Done, cancellationToken).ConfigureAwait(false);
        CaptionFit judge = new(held);
        bool[] plainFits = Judge(judge, held.Length, plain, sample => sample.Item), distortedFits = Judge(judge, held.Length, distorted, sample => sample.Item * 2);
        (double[] Signals, bool Fits)[] fitted =
        [
            .. plain.Where(sample => sample.Item % 2 == 0).Select(sample => (sample.Signals, plainFits[sample.Item])),
            .. distorted.Select(sample => (sample.Signals, distortedFits[sample.Item * 2])),
        ];
        LogisticFit captions = Fit(fitted, "captions");
        LogisticModel captionModel = captions.ToModel();
        (double Confidence, bool Fits, float Distance)[] checkedCaptions = [.. plain.Where(sample => sample.Item % 2 == 1).Select(sample => (captionModel.Probability(sample.Signals), plainFits[sample.Item], sample.Distance))];

        (JsonObject? answer, ConfidenceFigures? answers, ConfidenceFigures? before) = options.Questions is null ? (null, null, null)
            : await AnswersAsync(sampling, data, held, options.Questions, distribution, modelFolder, Done, cancellationToken).ConfigureAwait(false);
        ConfidenceSample[] others = options.OtherPictures is null ? []
            : await sampling.CaptionsAsync(options.OtherPictures, options.OtherPictures.Names, distribution, _ => null, Done, cancellationToken).ConfigureAwait(false);
        double[] otherConfidences = [.. others.Select(sample => captionModel.Probability(sample.Signals))];
        ConfidenceReport report = new()
        {
            CaptionThreshold = judge.Threshold,
            Captions = new ConfidenceFigures([.. checkedCaptions.Select(each => each.Confidence)], [.. checkedCaptions.Select(each => each.Fits)]),
            Answers = answers,
            AnswersBefore = before,
            OtherPictures = others.Length,
            OthersArea = Area([.. checkedCaptions.Select(each => each.Confidence)], otherConfidences),
            OthersAreaByDistance = Area([.. checkedCaptions.Select(each => -(double)each.Distance)], [.. others.Select(sample => -(double)sample.Distance)]),
            UnsureShare = checkedCaptions.Count(each => each.Confidence < options.Threshold) / (double)checkedCaptions.Length,
            OthersUnsureShare = otherConfidences.Length == 0 ? double.NaN : otherConfidences.Count(value => value < options.Threshold) / (double)otherConfidences.Length,
        };
        JsonObject caption = ConfidenceFileWriter.Regression(captions, ConfidenceSignals.CaptionNames);
        caption["threshold"] = options.Threshold;
        ConfidenceFileWriter.Write(modelFolder, subspace, caption, answer, report);
        return report;
    }

    private static async Task<(JsonObject Answer, ConfidenceFigures After, ConfidenceFigures Before)> AnswersAsync(
        ConfidenceSampling sampling, DataSet data, DataSetItem[] held, DataSet questions, GaussianSubspace distribution, string modelFolder, Action done, CancellationToken cancellationToken)
    {
        ILookup<string, DataSetQuestion> asked = questions.Items.SelectMany(item => item.Questions.Select(question => (item.Picture, question))).ToLookup(pair => pair.Picture, pair => pair.question, StringComparer.Ordinal);
        DataSetItem[] items = [.. held.Select(item => new DataSetItem(item.Id, item.Picture, item.Split, questions: [.. asked[item.Picture]]))];
        var fitted = await sampling.AnswersAsync(data.Pictures, [.. items.Where((_, i) => i % 2 == 0)], distribution, done, cancellationToken).ConfigureAwait(false);
        var others = await sampling.AnswersAsync(data.Pictures, [.. items.Where((_, i) => i % 2 == 1)], distribution, done, cancellationToken).ConfigureAwait(false);
        LogisticFit fit = Fit([.. fitted.Select(answer => (answer.Signals, answer.Accuracy >= 0.5))], "answers");
        LogisticModel model = fit.ToModel();
        bool[] right = [.. others.Select(answer => answer.Accuracy >= 0.5)];
        JsonObject json = ConfidenceFileWriter.Regression(fit, ConfidenceSignals.AnswerNames);
        JsonNode manifest = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(modelFolder, "vlm.json"), cancellationToken).ConfigureAwait(false))!;
        json["fusion"] = manifest["heads"]!["answer"]!["fusion"]!.GetValue<string>();
        return (json, new ConfidenceFigures([.. others.Select(answer => model.Probability(answer.Signals))], right), new ConfidenceFigures([.. others.Select(answer => answer.Probability)], right));
    }

    private static bool[] Judge(CaptionFit judge, int count, ConfidenceSample[] samples, Func<ConfidenceSample, int> item)
    {
        // Pictures without a sample get a text that fits nothing; nobody reads their verdict.
        string[] captions = [.. Enumerable.Repeat(".", count)];
        foreach (ConfidenceSample sample in samples)
        {
            captions[item(sample)] = sample.Caption;
        }

        return judge.Judge(captions);
    }

    private static LogisticFit Fit((double[] Signals, bool Fits)[] examples, string what)
    {
        int right = examples.Count(example => example.Fits);
        return right > 0 && right < examples.Length
            ? LogisticFit.Of([.. examples.Select(example => example.Signals)], [.. examples.Select(example => example.Fits)])
            : throw new TrainingException($"Of {examples.Length} {what} to fit on {right} are right: there is nothing to tell apart. Give more pictures.");
    }

    private static double Area(double[] usual, double[] others) =>
        others.Length == 0 ? double.NaN : RocCurve.Of((bool[])[.. usual.Select(_ => true), .. others.Select(_ => false)], (double[])[.. usual, .. others]).Area;

    private static DataSetItem[] Spread(IReadOnlyList<DataSetItem> items, int? most) =>
        most is not { } count || count >= items.Count ? [.. items] : [.. Enumerable.Range(0, count).Select(i => items[(int)((long)i * items.Count / count)])];
}
