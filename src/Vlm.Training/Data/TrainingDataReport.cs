using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>What is in a data set, before anything is trained on it: counts, lengths, vocabulary, duplicates, what cannot be read.</summary>
public sealed class TrainingDataReport
{
    private TrainingDataReport()
    {
    }

    /// <summary>The data set's name.</summary>
    public required string Name { get; init; }

    /// <summary>The splits in the order in which the data name them.</summary>
    public required IReadOnlyList<SplitSummary> Splits { get; init; }

    /// <summary>The words of the training captions; null where there are no captions to train on, or none of their words is frequent enough.</summary>
    public required CaptionVocabulary? Vocabulary { get; init; }

    /// <summary>How often a word stands in the training captions to be in the vocabulary.</summary>
    public required int LeastCount { get; init; }

    /// <summary>Pictures that are the same or nearly so; empty where the pictures were not read.</summary>
    public required IReadOnlyList<DuplicateGroup> Duplicates { get; init; }

    /// <summary>Those of <see cref="Duplicates"/> whose pictures stand in different splits: what is learned from one is asked of the other.</summary>
    public required IReadOnlyList<DuplicateGroup> Leaks { get; init; }

    /// <summary>Pictures that cannot be decoded; empty where the pictures were not read.</summary>
    public required IReadOnlyList<LeftOutPicture> Unreadable { get; init; }

    /// <summary>Whether the pictures were read.</summary>
    public required bool ReadPictures { get; init; }

    /// <summary>What the reader left out: missing pictures, empty captions, ids given twice.</summary>
    public required IReadOnlyList<DataProblem> Problems { get; init; }

    /// <summary>Classes of the training split with a single picture: too little to learn from and to check.</summary>
    public required IReadOnlyList<string> ClassesWithOneExample { get; init; }

    /// <summary>Looks at the data.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Told how many pictures are read.</param>
    /// <param name="cancellationToken">Stops between two pictures.</param>
    public static async Task<TrainingDataReport> CreateAsync(
        DataSet data, TrainingDataOptions? options = null, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new TrainingDataOptions();
        string[] pictures = [.. data.Items.Select(item => item.Picture).Distinct(StringComparer.Ordinal)];
        PictureDuplicates? duplicates = options.Duplicates is null ? null
            : await PictureDuplicates.FindAsync(data.Pictures, pictures, options.Duplicates, progress, cancellationToken).ConfigureAwait(false);
        // Data without splits are all for training.
        DataSetItem[] train = [.. data.Items.Where(item => data.Splits.Count == 0 || item.Split == options.TrainSplit)];
        CaptionVocabulary? vocabulary = CaptionVocabulary.TryBuild(train.SelectMany(item => item.Captions), options.Vocabulary);
        ILookup<string, string?> splitsOf = data.Items.ToLookup(item => item.Picture, item => item.Split, StringComparer.Ordinal);
        return new TrainingDataReport
        {
            Name = data.Name,
            Splits = [.. data.Items.GroupBy(item => item.Split).Select(split => Summarize(split.Key ?? "none", [.. split], vocabulary))],
            Vocabulary = vocabulary,
            LeastCount = options.Vocabulary.LeastCount,
            Duplicates = duplicates?.Groups ?? [],
            Leaks = [.. (duplicates?.Groups ?? []).Where(group => group.Pictures.SelectMany(picture => splitsOf[picture]).Distinct().Count() > 1)],
            Unreadable = duplicates?.Unreadable ?? [],
            ReadPictures = duplicates is not null,
            Problems = data.Problems,
            ClassesWithOneExample = [.. train.Where(item => item.Label is not null).GroupBy(item => item.Label!, StringComparer.Ordinal).Where(members => members.Count() == 1).Select(members => members.Key).Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>The report in lines of text.</summary>
    public string ToText() => TrainingDataText.Write(this);

    /// <summary>The report as one JSON object.</summary>
    public string ToJson() => TrainingDataJson.Write(this);

    private static SplitSummary Summarize(string name, DataSetItem[] items, CaptionVocabulary? vocabulary)
    {
        string[] captions = [.. items.SelectMany(item => item.Captions)];
        return new SplitSummary
        {
            Name = name,
            Pictures = items.Length,
            Captions = captions.Length,
            Questions = Count(items.SelectMany(item => item.Questions).Select(question => question.Type ?? "other")),
            Classes = Count(items.Select(item => item.Label).OfType<string>()),
            Lengths = captions.Length == 0 ? null : new CaptionLengths(captions),
            Coverage = vocabulary?.Coverage(captions) ?? double.NaN,
        };
    }

    private static SortedDictionary<string, int> Count(IEnumerable<string> names) =>
        new(names.GroupBy(name => name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count()), StringComparer.Ordinal);
}
