namespace Vlm.Evaluation;

/// <summary>One entry of a data set that was left out or needs attention. Nothing is dropped without one.</summary>
public sealed class DataProblem
{
    internal DataProblem(DataProblemKind kind, string id, string? place, string message)
    {
        Kind = kind;
        Id = id;
        Place = place;
        Message = message;
    }

    /// <summary>The kind.</summary>
    public DataProblemKind Kind { get; }

    /// <summary>The id of the picture or question.</summary>
    public string Id { get; }

    /// <summary>Where in the file: a line or a JSON path; null where it has no place there.</summary>
    public string? Place { get; }

    /// <summary>What was found and what became of it.</summary>
    public string Message { get; }

    /// <summary>For example <c>images[3] (id 17): there is no picture 'a.jpg' in images.zip; the entry is left out.</c></summary>
    public override string ToString() => Place is null ? $"{Id}: {Message}" : $"{Place} (id {Id}): {Message}";
}
