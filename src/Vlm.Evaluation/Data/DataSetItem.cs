namespace Vlm.Evaluation;

/// <summary>One picture and what people said of it. The picture itself is read when <see cref="DataSet.Open(DataSetItem)"/> is called.</summary>
public sealed class DataSetItem
{
    /// <summary>Creates it.</summary>
    /// <param name="id">Unique in the data set.</param>
    /// <param name="picture">The picture's name in the folder or zip, with <c>/</c> between folders.</param>
    /// <param name="split"><c>train</c>, <c>val</c>, <c>test</c> or a name of the data's own; null where it has none.</param>
    /// <param name="captions">People's captions, possibly none.</param>
    /// <param name="questions">People's questions, possibly none.</param>
    /// <param name="label">The class; null where it has none.</param>
    public DataSetItem(
        string id, string picture, string? split = null, IReadOnlyList<string>? captions = null, IReadOnlyList<DataSetQuestion>? questions = null, string? label = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentException.ThrowIfNullOrEmpty(picture);
        Id = id;
        Picture = picture;
        Split = split;
        Captions = captions ?? [];
        Questions = questions ?? [];
        Label = label;
    }

    /// <summary>Unique in the data set.</summary>
    public string Id { get; }

    /// <summary>The picture's name in the folder or zip.</summary>
    public string Picture { get; }

    /// <summary>The split; null where it has none.</summary>
    public string? Split { get; }

    /// <summary>People's captions.</summary>
    public IReadOnlyList<string> Captions { get; }

    /// <summary>People's questions.</summary>
    public IReadOnlyList<DataSetQuestion> Questions { get; }

    /// <summary>The class; null where it has none.</summary>
    public string? Label { get; }
}
