namespace Vlm.Evaluation;

/// <summary>
/// Guesses an attribute from a caption's words: Bernoulli counts with add-one smoothing (naive Bayes; C. D. Manning, P. Raghavan and H. Schütze,
/// Introduction to Information Retrieval, 2008, chapter 13), each caption guessed by what the other folds taught.
/// </summary>
internal sealed class AttributeGuesser(int[][] captions, int words, int groups)
{
    private const int Folds = 5;

    /// <summary>Whether each caption's group is guessed rightly. Groups weigh the same, however many captions they have.</summary>
    public bool[] Guess(int[] members)
    {
        var counts = new int[Folds + 1, groups, words];
        var sizes = new int[Folds + 1, groups];
        for (int i = 0; i < captions.Length; i++)
        {
            Count(counts, sizes, i % Folds, members[i], captions[i]);
            Count(counts, sizes, Folds, members[i], captions[i]);
        }

        var right = new bool[captions.Length];
        for (int i = 0; i < captions.Length; i++)
        {
            right[i] = Best(counts, sizes, i % Folds, captions[i]) == members[i];
        }

        return right;
    }

    /// <summary>The mean over groups of the share guessed rightly; a coin reaches 1/groups.</summary>
    public static double BalancedAccuracy(ReadOnlySpan<int> items, bool[] right, int[] members, int groups)
    {
        var hits = new double[groups];
        var all = new double[groups];
        foreach (int item in items)
        {
            all[members[item]]++;
            hits[members[item]] += right[item] ? 1 : 0;
        }

        double sum = 0;
        for (int group = 0; group < groups; group++)
        {
            sum += hits[group] / all[group];
        }

        return sum / groups;
    }

    private static void Count(int[,,] counts, int[,] sizes, int fold, int group, int[] caption)
    {
        sizes[fold, group]++;
        foreach (int word in caption)
        {
            counts[fold, group, word]++;
        }
    }

    private int Best(int[,,] counts, int[,] sizes, int fold, int[] caption)
    {
        int best = 0;
        double highest = double.NegativeInfinity;
        for (int group = 0; group < groups; group++)
        {
            double score = 0;
            double size = sizes[Folds, group] - sizes[fold, group] + 2;
            foreach (int word in caption)
            {
                score += Math.Log((counts[Folds, group, word] - counts[fold, group, word] + 1) / size);
            }

            if (score > highest)
            {
                highest = score;
                best = group;
            }
        }

        return best;
    }
}
