namespace Vlm.Evaluation;

/// <summary>A complete run of a model over the items of a data set.</summary>
public sealed class ModelRun
{
    private readonly Dictionary<string, RunRecord> _byId;

    internal ModelRun(RunHeader header, IReadOnlyList<RunRecord> records)
    {
        Header = header;
        Records = records;
        _byId = records.ToDictionary(record => record.Id, StringComparer.Ordinal);
    }

    /// <summary>What the run was made of.</summary>
    public RunHeader Header { get; }

    /// <summary>The results, in the order of the data.</summary>
    public IReadOnlyList<RunRecord> Records { get; }

    /// <summary>The result of a picture or question; null where the run has none.</summary>
    /// <param name="id">Its id.</param>
    public RunRecord? Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _byId.GetValueOrDefault(id);
    }

    /// <summary>Reads a run from its file, for example to compare another one with it.</summary>
    /// <param name="path">The JSON Lines file that a run wrote.</param>
    /// <exception cref="EvaluationException">It is not there, it is no such file, or a line is damaged; the message names the line.</exception>
    public static ModelRun Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        RunContents contents = RunFile.Read(path) ?? throw new EvaluationException($"{path}: there is no run in this file. Pass the file that an evaluation wrote (--run).");
        return new ModelRun(contents.Header, contents.Records);
    }
}
