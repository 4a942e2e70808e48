using System.Globalization;
using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>What tasks are made of: the model with its frozen encoders, the items of both splits and the features of their pictures.</summary>
internal sealed class TrainingMaterial : IDisposable
{
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

    /// <summary>Their rows, in the views that the settings ask for: a shared file may keep more.</summary>
    public required CachedRows Rows { get; init; }

    /// <summary>These views.</summary>
    public required IReadOnlyList<PictureView> Views { get; init; }

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
        IReadOnlyList<DataSetItem> usable = TrainingSplits.Usable(request, log);
        DataSetItem[] test = withTest ? [.. request.Data.Items.Where(item => item.Split == "test" && TrainingTasks.CanLearnFrom(request.Task, item))] : [];
        IVisionLanguageModel model = await Task.Run(() => request.Model is null ? VisionLanguageModel.LoadDefault() : VisionLanguageModel.Load(request.Model), cancellationToken).ConfigureAwait(false);
        try
        {
            string source = model.Info.Source ?? throw new TrainingException($"The model {model.Info.Name} comes from no folder. Name a folder with vlm.json.");
            string path = request.FeatureFile ?? Path.Combine(folder.Own, "pictures.features");
            (IReadOnlyList<DataSetItem> train, IReadOnlyList<DataSetItem> validation) = await TrainingSplits.DivideAsync(request, usable, path, log, cancellationToken).ConfigureAwait(false);
            FeatureCache features = await EncodeAsync(request, settings, source, [.. train, .. validation, .. test], path, log, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<PictureView> views = TrainingTasks.ViewsOf(request.Task, settings);
            return new TrainingMaterial(model, source)
            {
                Settings = settings,
                Data = request.Data,
                Train = [.. train.Where(item => IsEncoded(features, item))],
                Validation = [.. validation.Where(item => IsEncoded(features, item))],
                Test = [.. test.Where(item => IsEncoded(features, item))],
                Features = features,
                Rows = new CachedRows(features, views.Count),
                Views = views,
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

    /// <summary>The texts of a task: the states of the frozen text encoder, or the encoder itself where it is trained.</summary>
    public ITextInput TextInput(IReadOnlyList<string> texts, string what, EncoderTuning? tuning, CancellationToken cancellationToken) =>
        tuning is null ? new KeptTexts(EncodeTexts(texts, what, cancellationToken)) : TunedTexts.Of(this, tuning, texts);

    /// <summary>The pictures of a task: the rows of the frozen image encoder, or the encoder itself where it is trained.</summary>
    public IPictureInput PictureInput(EncoderTuning? tuning) => tuning is null ? new KeptPictures(Rows) : TunedPictures.Of(this, tuning);

    private static bool IsEncoded(FeatureCache features, DataSetItem item) => features.IndexOf(item.Picture) is >= 0 and var index && features.Contains(index);

    private static async Task<FeatureCache> EncodeAsync(
        TrainingRequest request, TrainingSettings settings, string model, IReadOnlyList<DataSetItem> items, string path, Action<string> log, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        FeatureCacheOptions options = new() { Views = TrainingTasks.ViewsOf(request.Task, settings) };
        if (File.Exists(path) && request.FeatureFile is not null)
        {
            // A file of more pictures or views serves as well; whatever else differs is refused where it would be made.
            FeatureCache known = FeatureCache.Open(path);
            bool fits = known.EncoderKey == FrozenImageEncoder.KeyOf(model, null) && known.Views.Take(options.Views.Count).SequenceEqual(options.Views.Select(view => view.ToString()));
            if (fits && items.All(item => known.IndexOf(item.Picture) >= 0))
            {
                return known;
            }

            known.Dispose();
        }

        using FrozenImageEncoder encoder = FrozenImageEncoder.Load(model);
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
                throw new TrainingException($"{Data.Name}: no item of the split '{split}' can be used.{TrainingSplits.FirstProblem(Data)} Look at what is in the data with --prepare-only.");
            }
        }

        return this;
    }
}
