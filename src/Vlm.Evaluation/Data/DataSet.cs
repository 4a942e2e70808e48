using Vlm.Evaluation.Reading;

namespace Vlm.Evaluation;

/// <summary>
/// Pictures with captions, questions or labels, read from the files that the field uses. The texts are in memory; the
/// pictures stay in their folder or zip until each is opened.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public sealed class DataSet : IDisposable
{
    private readonly List<string> _splits;

    /// <summary>A data set of the user's own items.</summary>
    /// <param name="name">What messages and reports call it.</param>
    /// <param name="items">The items; their ids differ.</param>
    /// <param name="pictures">Where the pictures lie; the data set disposes it.</param>
    /// <exception cref="DataSetException">Two items or two questions have the same id.</exception>
    public DataSet(string name, IReadOnlyList<DataSetItem> items, IPictureSource pictures)
        : this(name, items, pictures, [])
    {
        HashSet<string> ids = new(StringComparer.Ordinal), questions = new(StringComparer.Ordinal);
        foreach (DataSetItem item in items)
        {
            if (!ids.Add(item.Id))
            {
                throw new DataSetException(name, "this id stands twice; ids must differ.", place: item.Id);
            }

            if (item.Questions.FirstOrDefault(question => !questions.Add(question.Id)) is { } twice)
            {
                throw new DataSetException(name, "this question's id stands twice; ids must differ.", place: twice.Id);
            }
        }
    }

    internal DataSet(string name, IReadOnlyList<DataSetItem> items, IPictureSource pictures, IReadOnlyList<DataProblem> problems)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(pictures);
        Name = name;
        Items = items;
        Pictures = pictures;
        Problems = problems;
        _splits = [.. items.Select(item => item.Split).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary>What messages and reports call it: the file.</summary>
    public string Name { get; }

    /// <summary>The items in the order of the file.</summary>
    public IReadOnlyList<DataSetItem> Items { get; }

    /// <summary>Where the pictures lie.</summary>
    public IPictureSource Pictures { get; }

    /// <summary>What was left out or needs attention.</summary>
    public IReadOnlyList<DataProblem> Problems { get; }

    /// <summary>The names of the splits, in the order in which they first occur; empty where the data have none.</summary>
    public IReadOnlyList<string> Splits => _splits;

    /// <summary>Opens a data set.</summary>
    /// <param name="path">A file of one of the formats of <see cref="DataSetFormat"/>, or a folder or zip of classes.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="DataSetException">The file or the pictures are not there, or the file is not of a known format; the message names the place.</exception>
    public static DataSet Open(string path, DataSetOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return DataSetFile.Open(path, options ?? new DataSetOptions());
    }

    /// <summary>The items of a split.</summary>
    /// <param name="split">Its name (<c>validation</c> is <c>val</c>); null or <c>all</c> for every item.</param>
    /// <exception cref="DataSetException">There is no such split; the message lists those that there are.</exception>
    public IReadOnlyList<DataSetItem> OfSplit(string? split)
    {
        string? wanted = SplitNames.Normalize(split);
        if (wanted is null or "all")
        {
            return Items;
        }

        if (_splits.Contains(wanted))
        {
            return [.. Items.Where(item => item.Split == wanted)];
        }

        string found = _splits.Count == 0 ? "the data have no splits. Leave the split out, or write it beside each entry" : $"found {string.Join(", ", _splits)}";
        throw new DataSetException(Name, $"there is no split '{split}'; {found}.");
    }

    /// <summary>The picture of an item, encoded as it lies in its folder or zip.</summary>
    /// <param name="item">One of the items.</param>
    /// <exception cref="ImageDecodeException">It cannot be read, or is longer than the limit.</exception>
    public ImageInput Open(DataSetItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Pictures.Open(item.Picture);
    }

    /// <summary>Decodes every picture once and tells which cannot be: a check before a long training.</summary>
    /// <param name="decoder">What decodes pictures.</param>
    /// <param name="items">Which items; null for all.</param>
    /// <param name="progress">Told after each picture; null for silence.</param>
    /// <param name="cancellationToken">Checked for each picture.</param>
    /// <returns>One problem for each picture that cannot be decoded, in order.</returns>
    public IReadOnlyList<DataProblem> CheckPictures(
        IImageDecoder decoder, IReadOnlyList<DataSetItem>? items = null, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(decoder);
        IReadOnlyList<DataSetItem> checkedItems = items ?? Items;
        List<DataProblem> found = [];
        for (int i = 0; i < checkedItems.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                decoder.Decode(Open(checkedItems[i]), null, cancellationToken).Dispose();
            }
            catch (ImageDecodeException e)
            {
                found.Add(new DataProblem(DataProblemKind.UnreadablePicture, checkedItems[i].Id, null, $"{e.Name}: {e.Detail}"));
            }

            progress?.Report(new BatchProgress(i + 1, checkedItems.Count));
        }

        return found;
    }

    /// <summary>Closes the zip file, if any.</summary>
    public void Dispose() => Pictures.Dispose();
}
