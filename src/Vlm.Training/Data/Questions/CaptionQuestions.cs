using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>
/// Questions and answers from captions, by rules: <c>exist</c> (Is there a dog in the picture?), <c>color</c>, <c>count</c>, <c>activity</c>, <c>kind</c> (what is
/// ridden, held or worn on the head, which animal, who) and <c>place</c>, in English. A question is asked only where the captions do not contradict each other; half of the
/// answers to each question of existence are yes. A "no" means that no caption mentions it or a near synonym, not that nobody can see it.
/// </summary>
public static class CaptionQuestions
{
    /// <summary>Makes the questions: the same items and options give the same ones.</summary>
    /// <param name="items">Pictures with captions; each split is balanced by itself.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <returns>New items in the same order, their questions in place of those they had; ids are the item's and a number.</returns>
    public static IReadOnlyList<DataSetItem> Generate(IReadOnlyList<DataSetItem> items, CaptionQuestionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        options ??= new CaptionQuestionOptions();
        CaptionFacts[] facts = [.. items.Select(item => new CaptionFacts(item.Captions))];
        List<Asked> asked = [];
        foreach (IGrouping<string?, int> split in Enumerable.Range(0, items.Count).Where(i => items[i].Captions.Count > 0).GroupBy(i => items[i].Split))
        {
            int[] members = [.. split];
            asked.AddRange(Thin(members.SelectMany(i => facts[i].Agreed(Support(items[i], options)).Select(fact => Ask(items[i], i, fact.Type, fact.Question, fact.Answer, options))), options));
            asked.AddRange(Exist(items, facts, members, options));
        }

        ILookup<int, Asked> byItem = asked.ToLookup(question => question.Item);
        return [.. items.Select((item, i) => new DataSetItem(item.Id, item.Picture, item.Split, item.Captions, [.. byItem[i].Select((question, n) => new DataSetQuestion($"{item.Id}-{n}", question.Text, [question.Answer], question.Type))], item.Label))];
    }

    private static int Support(DataSetItem item, CaptionQuestionOptions options) => Math.Min(options.LeastSupport, item.Captions.Count);

    private static Asked Ask(DataSetItem item, int index, string type, string text, string answer, CaptionQuestionOptions options) =>
        new(index, type, text, answer, new CounterRandom(options.Seed, CounterRandom.StreamOf($"{item.Id}\n{text}")).Next());

    // No answer above its share of those of the same text, or not above the second; which of them stay is drawn.
    private static IEnumerable<Asked> Thin(IEnumerable<Asked> questions, CaptionQuestionOptions options)
    {
        foreach (IGrouping<string, Asked> text in questions.GroupBy(question => question.Text, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Asked[][] answers = [.. text.GroupBy(question => question.Answer, StringComparer.Ordinal).Select(group => group.OrderBy(question => question.Draw).ToArray())
                .OrderByDescending(group => group.Length).ThenBy(group => group[0].Answer, StringComparer.Ordinal)];
            if (answers.Length == 1 && options.MostFrequentShare < 1)
            {
                continue;
            }

            int rest = answers.Skip(1).Sum(group => group.Length), second = answers.Skip(1).FirstOrDefault()?.Length ?? 0;
            int most = options.MostFrequentShare >= 1 ? answers[0].Length : Math.Max(second, (int)(rest * options.MostFrequentShare / (1 - options.MostFrequentShare)));
            foreach (Asked kept in answers.Skip(1).SelectMany(group => group).Concat(answers[0].Take(most)).OrderBy(question => question.Draw).Take(options.MostPerQuestion ?? int.MaxValue))
            {
                yield return kept;
            }
        }
    }

    private static IEnumerable<Asked> Exist(IReadOnlyList<DataSetItem> items, CaptionFacts[] facts, int[] members, CaptionQuestionOptions options)
    {
        foreach (string noun in QuestionLexicon.Things.Concat(QuestionLexicon.Animals).Concat(["man", "woman", "boy", "girl", "child"]).Order(StringComparer.Ordinal))
        {
            string article = QuestionLexicon.Substances.Contains(noun) ? "Is there some" : QuestionLexicon.PluralThings.Contains(noun) ? "Are there any" : "aeiou".Contains(noun[0], StringComparison.Ordinal) ? "Is there an" : "Is there a";
            string text = $"{article} {noun} in the picture?";
            Asked[] yes = [.. members.Where(i => facts[i].Mentions(noun, Support(items[i], options))).Select(i => Ask(items[i], i, QuestionTypes.Exist, text, "yes", options)).OrderBy(question => question.Draw)];
            Asked[] no = [.. members.Where(i => facts[i].IsSilentAbout(noun)).Select(i => Ask(items[i], i, QuestionTypes.Exist, text, "no", options)).OrderBy(question => question.Draw)];
            int each = Math.Min(Math.Min(yes.Length, no.Length), (options.MostPerQuestion ?? int.MaxValue) / 2);
            foreach (Asked kept in yes.Take(each).Concat(no.Take(each)))
            {
                yield return kept;
            }
        }
    }

    private readonly record struct Asked(int Item, string Type, string Text, string Answer, ulong Draw);
}
