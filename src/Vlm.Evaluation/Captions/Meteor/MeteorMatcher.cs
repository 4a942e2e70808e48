namespace Vlm.Evaluation;

/// <summary>Lists every match between two lines, module by module.</summary>
internal static class MeteorMatcher
{
    /// <summary>The matches that begin at each word of the reference.</summary>
    public static List<MeteorMatch>[] Matches(MeteorWord[] candidate, MeteorWord[] reference, MeteorModules modules, ParaphraseTable? paraphrases)
    {
        List<MeteorMatch>[] matches = [.. reference.Select(_ => new List<MeteorMatch>())];
        List(candidate, reference, matches, 0, (a, b) => a == b);
        if (candidate.AsSpan().SequenceEqual(reference))
        {
            return matches;
        }

        if (modules >= MeteorModules.ExactStem)
        {
            List(candidate, reference, matches, 1, (a, b) => a != b && a.Stem == b.Stem);
        }

        if (modules >= MeteorModules.ExactStemSynonym)
        {
            List(candidate, reference, matches, 2, (a, b) => a != b && a.SharesSynonym(b));
        }

        paraphrases?.List(candidate, reference, matches);
        return matches;
    }

    private static void List(MeteorWord[] candidate, MeteorWord[] reference, List<MeteorMatch>[] matches, int module, Func<MeteorWord, MeteorWord, bool> match)
    {
        for (int j = 0; j < reference.Length; j++)
        {
            for (int i = 0; i < candidate.Length; i++)
            {
                if (match(candidate[i], reference[j]))
                {
                    matches[j].Add(new MeteorMatch(i, 1, j, 1, module));
                }
            }
        }
    }
}
