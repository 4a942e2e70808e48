using System.Globalization;

namespace Vlm.Evaluation;

/// <summary>What readers of a rating report should know before they quote it.</summary>
internal static class RatingWarnings
{
    private const int FewItems = 30;

    public static IEnumerable<string> Of(RatingKey key, IReadOnlyList<RaterAnswers> raters, int asked)
    {
        if (raters.Count < 2)
        {
            yield return "There is one rater: nothing says whether another would agree.";
        }

        foreach (RaterAnswers rater in raters.Where(rater => rater.Answers.Count < asked))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{rater.Rater} answered {rater.Answers.Count} of {asked}.");
        }

        int items = key.Tasks.Select(task => task.Item).Distinct().Count();
        if (items < FewItems)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"There are {items} items; below about {FewItems} intervals are wide and rough.");
        }
    }
}
