namespace Vlm.Evaluation.Reading;

/// <summary>One line of a JSON Lines or CSV file. Lines about the same picture go together; an explicit id makes an entry of its own.</summary>
internal sealed class DataRow
{
    public required string Picture { get; init; }

    public required long Line { get; init; }

    public string? Id { get; init; }

    public string? Split { get; init; }

    public string? Label { get; init; }

    public IReadOnlyList<string> Captions { get; init; } = [];

    public string? Question { get; init; }

    public IReadOnlyList<string> Answers { get; init; } = [];

    public string? Type { get; init; }

    public void AddTo(DataSetBuilder builder)
    {
        string place = $"line {Line}";

        // An id beside a question is the question's: a picture may have many.
        bool own = Id is not null && Question is null;
        DataSetBuilder.Draft? draft = own ? builder.Add(Id!, Picture, Split, place) : builder.AddOrFind(Picture, Picture, Split, place);
        if (draft is null)
        {
            return;
        }

        foreach (string caption in Captions)
        {
            builder.AddCaption(draft, caption, place);
        }

        if (Question is not null)
        {
            builder.AddQuestion(draft, Id ?? $"{Line}", Question, Answers, Type, place);
        }

        if (draft.Label is not null && Label is not null && draft.Label != Label)
        {
            builder.Report(DataProblemKind.DuplicateId, draft.Id, place, $"the picture has the label '{draft.Label}' already; '{Label}' is left out.");
        }

        draft.Label ??= Label;
    }
}
