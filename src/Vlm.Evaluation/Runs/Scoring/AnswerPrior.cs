namespace Vlm.Evaluation;

/// <summary>The most frequent answers of training questions: by text, else by type, else of all. Of equals the first by ordinal order.</summary>
internal sealed class AnswerPrior
{
    private readonly Dictionary<string, string> _byText;
    private readonly Dictionary<string, string> _byType;
    private readonly string _overall;

    public AnswerPrior(IReadOnlyList<DataSetQuestion> known)
    {
        _byText = MostFrequent(known.GroupBy(question => question.Text, StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
        _byType = MostFrequent(known.GroupBy(question => question.Type ?? "", StringComparer.Ordinal), StringComparer.Ordinal);
        _overall = MostFrequent(known);
    }

    public string Of(DataSetQuestion question) =>
        _byText.GetValueOrDefault(question.Text) ?? _byType.GetValueOrDefault(question.Type ?? "") ?? _overall;

    private static Dictionary<string, string> MostFrequent(IEnumerable<IGrouping<string, DataSetQuestion>> groups, StringComparer comparer) =>
        groups.ToDictionary(group => group.Key, MostFrequent, comparer);

    private static string MostFrequent(IEnumerable<DataSetQuestion> questions) =>
        questions.SelectMany(question => question.Answers).GroupBy(answer => answer, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).First().Key;
}
