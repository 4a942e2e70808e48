namespace Vlm.Evaluation;

/// <summary>A question about a picture and what people answered.</summary>
public sealed class DataSetQuestion
{
    /// <summary>Creates it.</summary>
    /// <param name="id">Unique in the data set.</param>
    /// <param name="text">The question.</param>
    /// <param name="answers">One answer or several people's; at least one.</param>
    /// <param name="type">The kind of question, such as <c>color</c>; null where it is not known.</param>
    public DataSetQuestion(string id, string text, IReadOnlyList<string> answers, string? type = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentOutOfRangeException.ThrowIfZero(answers.Count, nameof(answers));
        Id = id;
        Text = text;
        Answers = answers;
        Type = type;
    }

    /// <summary>Unique in the data set.</summary>
    public string Id { get; }

    /// <summary>The question.</summary>
    public string Text { get; }

    /// <summary>One answer or several people's.</summary>
    public IReadOnlyList<string> Answers { get; }

    /// <summary>The kind of question; null where it is not known.</summary>
    public string? Type { get; }
}
