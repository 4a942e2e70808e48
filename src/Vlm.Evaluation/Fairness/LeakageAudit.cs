namespace Vlm.Evaluation;

/// <summary>
/// Audits captions: how well do their words give away an attribute of who is in the picture, and do they name another one? (T. Wang et al.,
/// Balanced Datasets Are Not Enough, ICCV 2019.) Pure; thread-safe.
/// </summary>
public static class LeakageAudit
{
    /// <summary>The balanced accuracy with which the attribute is guessed from the words, and how often captions name another group.</summary>
    /// <param name="name">The attribute.</param>
    /// <param name="captions">The model's caption of each picture.</param>
    /// <param name="groups">The group of each picture, as people gave it.</param>
    /// <param name="references">People's caption of each picture: their leakage stands beside the model's; null for none.</param>
    /// <param name="attributeWords">The words that name a group, by group: hidden from the guesser, and counted; null for none.</param>
    /// <param name="options">How intervals and baselines are drawn; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the work between resamples.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="EvaluationException">Lists of different lengths, or fewer than two groups.</exception>
    public static FairnessFinding Run(
        string name,
        IReadOnlyList<string> captions,
        IReadOnlyList<string> groups,
        IReadOnlyList<string>? references = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? attributeWords = null,
        ResamplingOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(captions);
        ArgumentNullException.ThrowIfNull(groups);
        RatingErrors.ThrowIfLengthsDiffer(captions.Count, groups.Count);
        var labels = new GroupLabels(groups, $"The leakage {name}");
        var resampling = new Resampling(options, cancellationToken);
        HashSet<string> masked = [.. (attributeWords?.Values ?? []).SelectMany(words => words).Select(word => word.ToLowerInvariant())];
        string hidden = masked.Count > 0 ? ", attribute words hidden" : "";
        FairnessFigure model = Leakage($"leakage of the model's captions{hidden}", captions, labels, masked, resampling, out bool[] right);
        List<FairnessFigure> figures = [model];
        if (references is not null)
        {
            RatingErrors.ThrowIfLengthsDiffer(references.Count, groups.Count);
            figures.Add(Leakage($"leakage of people's captions{hidden}", references, labels, masked, resampling, out bool[] rightOfPeople));
            figures.Add(Amplification(right, rightOfPeople, labels, resampling));
        }

        if (attributeWords is not null)
        {
            bool[] wrong = [.. captions.Select((caption, i) => NamesAnother(caption, groups[i], attributeWords))];
            figures.Add(ChanceComparison.Of(
                "largest difference in captions that name another group", labels.Members, (items, members) => Spread(items, members, wrong, labels.Names.Length), resampling));
        }

        return new FairnessFinding { Kind = "leakage", Name = name, Groups = labels.Sizes, Figures = figures, Caveats = [.. labels.SizeCaveats, .. FairnessCaveats.Leakage] };
    }

    private static FairnessFigure Leakage(
        string name, IReadOnlyList<string> captions, GroupLabels labels, HashSet<string> masked, Resampling resampling, out bool[] right)
    {
        var words = new CaptionWords();
        int[][] read = [.. captions.Select(caption => words.Read(caption, masked))];
        var guesser = new AttributeGuesser(read, words.Count, labels.Names.Length);
        int[] all = [.. Enumerable.Range(0, read.Length)];
        bool[] guessed = guesser.Guess(labels.Members);
        right = guessed;
        return new FairnessFigure
        {
            Name = name,
            Value = resampling.Of(all.Length, items => Figure(AttributeGuesser.BalancedAccuracy(items, guessed, labels.Members, labels.Names.Length), all.Length)),
            Baseline = ChanceComparison.Baseline(AttributeGuesser.BalancedAccuracy(all, guessed, labels.Members, labels.Names.Length), stream =>
            {
                int[] shuffled = ChanceComparison.Shuffled(labels.Members, stream);
                return AttributeGuesser.BalancedAccuracy(all, guesser.Guess(shuffled), shuffled, labels.Names.Length);
            }, resampling),
        };
    }

    // Beyond what people's captions give away: the baseline exchanges model and people picture by picture.
    private static FairnessFigure Amplification(bool[] model, bool[] people, GroupLabels labels, Resampling resampling)
    {
        int groups = labels.Names.Length;
        int[] all = [.. Enumerable.Range(0, model.Length)];
        double Difference(ReadOnlySpan<int> items, bool[] one, bool[] other) =>
            AttributeGuesser.BalancedAccuracy(items, one, labels.Members, groups) - AttributeGuesser.BalancedAccuracy(items, other, labels.Members, groups);
        return new FairnessFigure
        {
            Name = "leakage beyond people's captions",
            Value = resampling.Of(all.Length, items => Figure(Difference(items, model, people), all.Length)),
            Baseline = ChanceComparison.Baseline(Difference(all, model, people), stream =>
            {
                var swapped = new bool[model.Length];
                stream.Fill(swapped);
                return Difference(all, [.. all.Select(i => swapped[i] ? people[i] : model[i])], [.. all.Select(i => swapped[i] ? model[i] : people[i])]);
            }, resampling),
        };
    }

    private static bool NamesAnother(string caption, string group, IReadOnlyDictionary<string, IReadOnlyList<string>> attributeWords)
    {
        HashSet<string> words = [.. CaptionWords.Split(caption)];
        return !Names(group) && attributeWords.Keys.Any(other => other != group && Names(other));

        bool Names(string of) => attributeWords.TryGetValue(of, out IReadOnlyList<string>? list) && list.Any(word => words.Contains(word.ToLowerInvariant()));
    }

    private static double Spread(int[] items, int[] members, bool[] wrong, int groups)
    {
        var hits = new double[groups];
        var all = new double[groups];
        for (int i = 0; i < items.Length; i++)
        {
            all[members[i]]++;
            hits[members[i]] += wrong[items[i]] ? 1 : 0;
        }

        double[] rates = [.. hits.Zip(all, (hit, count) => hit / count)];
        return rates.Any(double.IsNaN) ? double.NaN : rates.Max() - rates.Min();
    }

    private static Estimate Figure(double value, int n) => new() { Value = value, SampleSize = n, Reason = double.IsNaN(value) ? "a group has no items" : null };
}
