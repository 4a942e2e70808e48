namespace Vlm.Evaluation;

/// <summary>
/// VQA accuracy (Antol et al. 2015): an answer is right as far as people gave it, <c>min(1, matches / 3)</c>, averaged over
/// leaving out one person at a time. Members are thread-safe.
/// </summary>
public static class VqaAccuracy
{
    private const double Agreeing = 3;

    /// <summary>Scores one answer.</summary>
    /// <param name="prediction">The model's answer.</param>
    /// <param name="answers">People's answers, usually ten; two or more.</param>
    /// <param name="variant">Which copy of the evaluation.</param>
    /// <returns>0 to 1.</returns>
    /// <exception cref="ArgumentException">There are fewer than two answers: nobody is left when one is left out.</exception>
    public static double Of(string prediction, IReadOnlyList<string> answers, VqaAccuracyVariant variant = VqaAccuracyVariant.Lavis)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(answers);
        if (answers.Count < 2)
        {
            throw new ArgumentException($"VQA accuracy leaves out one person at a time; {answers.Count} answers are too few. Use exact match.", nameof(answers));
        }

        string own = VqaNormalizer.Clean(prediction);

        // LAVIS strips the prediction alone: an answer with white space around it can never match.
        string[] given = variant == VqaAccuracyVariant.Lavis ? [.. answers] : [.. answers.Select(VqaNormalizer.Clean)];
        bool agreed = given.All(answer => answer == given[0]);
        switch (variant)
        {
            case VqaAccuracyVariant.Lavis:
                own = VqaNormalizer.Words(VqaNormalizer.Punctuation(own));
                given = agreed ? given : Array.ConvertAll(given, VqaNormalizer.Punctuation);
                break;
            case VqaAccuracyVariant.Both:
            case VqaAccuracyVariant.Master when !agreed:
                own = VqaNormalizer.Words(VqaNormalizer.Punctuation(own));
                given = Array.ConvertAll(given, answer => VqaNormalizer.Words(VqaNormalizer.Punctuation(answer)));
                break;
        }

        int matches = given.Count(answer => answer == own);
        double sum = 0;
        foreach (string answer in given)
        {
            sum += Math.Min(1, (matches - (answer == own ? 1 : 0)) / Agreeing);
        }

        return sum / given.Length;
    }

    /// <summary>A text as the evaluation compares it: punctuation, articles, number words and contractions brought to one form.</summary>
    /// <param name="text">An answer.</param>
    public static string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return VqaNormalizer.Words(VqaNormalizer.Punctuation(VqaNormalizer.Clean(text)));
    }
}
