using System.Globalization;
using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>What tasks are made of: the model with its frozen encoders, the items of both splits and the features of their pictures.</summary>
internal sealed class TrainingMaterial : IDisposable
{
    private const double HeldOut = 0.1;
    private const int ReportEvery = 500;
    private const int TextReportEvery = 5000;

    private readonly List<TextStates> _states = [];

    private TrainingMaterial(IVisionLanguageModel model, string folder)
    {
        Model = model;
        Folder = folder;
    }

    public IVisionLanguageModel Model { get; }

    /// <summary>The folder of the model.</summary>
    public string Folder { get; }

    public required TrainingSettings Settings { get; init; }

    public required DataSet Data { get; init; }

    public required IReadOnlyList<DataSetItem> Train { get; init; }

    public required IReadOnlyList<DataSetItem> Validation { get; init; }

    /// <summary>The test split, where it was asked for and the data have one.</summary>
    public IReadOnlyList<DataSetItem> Test { get; init; } = [];

    /// <summary>The features of all pictures of the splits.</summary>
    public required FeatureCache Features { get; init; }

    public Action<string> Log { get; init; } = static _ => { };

    /// <summary>Loads the model, chooses the items that the task can learn from, and encodes their pictures where that was not done yet.</summary>
    /// <param name="request">What is trained.</param>
    /// <param name="settings">How.</param>
    /// <param name="folder">Where features are kept if the request names no file.</param>
    /// <param name="cancellationToken">Stops it; features made so far are kept.</param>
    /// <param name="withTest">Whether the split <c>test</c> is read too.</param>
    public static async Task<TrainingMaterial> OpenAsync(
        TrainingRequest request, TrainingSettings settings, TrainingFolder folder, CancellationToken cancellationToken, bool withTest = false)
    {
        Action<string> log = request.Log ?? (static _ => { });
        (IReadOnlyList<DataSetItem> train, IReadOnlyList<DataSetItem> validation) = Split(request, log);
        DataSetItem[] test = withTest ? [.. request.Data.Items.Where(item => item.Split == "test" && TrainingTasks.CanLearnFrom(request.Task, item))] : [];
        IVisionLanguageModel model = await Task.Run(() => request.Model is null ? VisionLanguageModel.LoadDefault() : VisionLanguageModel.Load(request.Model), cancellationToken).ConfigureAwait(false);
        try
        {
            string source = model.Info.Source ?? throw new TrainingException($"The model {model.Info.Name} comes from no folder. Name a folder with vlm.json.");
            FeatureCache features = await EncodeAsync(request, settings, source, [.. train, .. validation, .. test], folder, log, cancellationToken).ConfigureAwait(false);
            return new TrainingMaterial(model, source)
            {
                Settings = settings,
                Data = request.Data,
                Train = [.. train.Where(item => IsEncoded(features, item))],
                Validation = [.. validation.Where(item => IsEncoded(features, item))],
                Test = [.. test.Where(item => IsEncoded(features, item))],
                Features = features,
                Log = log,
            }.Checked();
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>The states that the model's text encoder gives of texts, from a file beside the features of the pictures. They live as long as the material.</summary>
    /// <param name="texts">The texts; a text's number is its place here.</param>
    /// <param name="what">What they are called in the log.</param>
    /// <param name="cancellationToken">Stops it; what is encoded is kept.</param>
    public TextStates EncodeTexts(IReadOnlyList<string> texts, string what, CancellationToken cancellationToken)
    {
        TextExtraction extraction = new(FrozenTextEncoder.Of(Model, Folder), texts);
        TextStates states = extraction.Run(extraction.PathBeside(Features.Path), new CountLog(Log, TextReportEvery, $"{what} encoded"), cancellationToken);
        _states.Add(states);
        return states;
    }

    public void Dispose()
    {
        _states.ForEach(states => states.Dispose());
        Features.Dispose();
        Model.Dispose();
    }

    private static bool IsEncoded(FeatureCache features, DataSetItem item) => features.IndexOf(item.Picture) is >= 0 and var index && features.Contains(index);

    private static (IReadOnlyList<DataSetItem> Train, IReadOnlyList<DataSetItem> Validation) Split(TrainingRequest request, Action<string> log)
    {
        DataSet data = request.Data;
        foreach (IGrouping<DataProblemKind, DataProblem> kind in data.Problems.GroupBy(problem => problem.Kind))
        {
            log(string.Create(CultureInfo.InvariantCulture, $"{kind.Count()} x {kind.Key}, the first: {kind.First()}"));
        }

        DataSetItem[] usable = [.. data.Items.Where(item => TrainingTasks.CanLearnFrom(request.Task, item))];
        if (usable.Length == 0)
        {
            throw new TrainingException($"{data.Name}: none of its {data.Items.Count} items has what '{TrainingTasks.NameOf(request.Task)}' learns from: {TrainingTasks.NeedOf(request.Task)}.{FirstProblem(data)}");
        }

        if (data.Splits.Count == 0)
        {
            log($"the data have no splits: {HeldOut:0%} of the pictures are held out for validation");
            usable = HoldOut(usable, request);
        }
        else if (!data.Splits.Contains("train"))
        {
            throw new TrainingException($"{data.Name}: there is no split 'train'; found {string.Join(", ", data.Splits)}. Name the splits train and val, or leave them out.");
        }
        else if (!data.Splits.Contains("val"))
        {
            log($"the data have no split 'val': {HeldOut:0%} of the training pictures are held out");
            usable = HoldOut([.. usable.Where(item => item.Split == "train")], request);
        }

        return ([.. usable.Where(item => item.Split == "train")], [.. usable.Where(item => item.Split == "val")]);
    }

    // Of a handful of pictures the hash may hold out none: then it is the last one by name.
    private static DataSetItem[] HoldOut(IReadOnlyList<DataSetItem> items, TrainingRequest request)
    {
        IReadOnlyList<DataSetItem> assigned = DataSplits.Assign(items, HeldOut, 0, unchecked((int)(request.Settings?.Seed ?? 0)));
        string? last = assigned.Any(item => item.Split == "val") ? null : assigned.Select(item => item.Picture).Max(StringComparer.Ordinal);
        return [.. assigned.Select(item => item.Picture == last ? new DataSetItem(item.Id, item.Picture, "val", item.Captions, item.Questions, item.Label) : item)];
    }

    private static string FirstProblem(DataSet data) => data.Problems.Count == 0 ? "" : $" {data.Problems.Count} entries were left out; the first: {data.Problems[0]}";

    private static async Task<FeatureCache> EncodeAsync(
        TrainingRequest request, TrainingSettings settings, string model, IReadOnlyList<DataSetItem> items, TrainingFolder folder, Action<string> log, CancellationToken cancellationToken)
    {
        string path = request.FeatureFile ?? Path.Combine(folder.Own, "pictures.features");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using FrozenImageEncoder encoder = FrozenImageEncoder.Load(model);
        FeatureCacheOptions options = new() { Views = TrainingTasks.ViewsOf(request.Task, settings) };
        if (File.Exists(path) && request.FeatureFile is not null)
        {
            // A file of more pictures or views serves as well; whatever else differs is refused where it would be made.
            FeatureCache known = FeatureCache.Open(path);
            bool fits = known.EncoderKey == encoder.Key && known.Views.Take(options.Views.Count).SequenceEqual(options.Views.Select(view => view.ToString()));
            if (fits && items.All(item => known.IndexOf(item.Picture) >= 0))
            {
                return known;
            }

            known.Dispose();
        }

        CountLog progress = new(log, ReportEvery, "pictures encoded");
        FeatureCache features = await FeatureCache.CreateAsync(
            path, encoder, request.Data.Pictures, [.. items.Select(item => item.Picture).Distinct(StringComparer.Ordinal)], options, progress, cancellationToken).ConfigureAwait(false);
        if (features.LeftOut.Count > 0)
        {
            log(string.Create(CultureInfo.InvariantCulture, $"{features.LeftOut.Count} pictures cannot be read and are left out, the first: {features.LeftOut[0]}"));
        }

        return features;
    }

    private TrainingMaterial Checked()
    {
        (IReadOnlyList<DataSetItem> Items, string Split)[] splits = [(Train, "train"), (Validation, "val")];
        foreach ((IReadOnlyList<DataSetItem> items, string split) in splits)
        {
            if (items.Count == 0)
            {
                Features.Dispose();
                throw new TrainingException($"{Data.Name}: no item of the split '{split}' can be used.{FirstProblem(Data)} Look at what is in the data with --prepare-only.");
            }
        }

        return this;
    }
}
