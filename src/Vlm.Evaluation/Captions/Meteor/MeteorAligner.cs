namespace Vlm.Evaluation;

/// <summary>Chooses among the listed matches, by METEOR 1.5's beam search with its peculiarities.</summary>
internal static class MeteorAligner
{
    private const int Beam = 40;

    public static MeteorMatch[] Align(MeteorWord[] candidate, MeteorWord[] reference, MeteorModules modules, ParaphraseTable? paraphrases)
    {
        List<MeteorMatch>[] matches = MeteorMatcher.Matches(candidate, reference, modules, paraphrases);
        List<MeteorPath> paths = [Start(candidate.Length, matches)], next = [];
        for (int c = 0; c <= reference.Length; c++)
        {
            Cut(paths);
            next.Clear();
            foreach (MeteorPath path in paths)
            {
                if (c == reference.Length)
                {
                    path.End();
                }
                else if (path.IsUsed(c))
                {
                    if (c >= path.Index)
                    {
                        path.TakeFixed();
                    }
                }
                else
                {
                    foreach (MeteorMatch match in matches[c])
                    {
                        if (path.With(match) is { } taken)
                        {
                            next.Add(taken);
                        }
                    }

                    path.Skip();
                }

                next.Add(path);
            }

            (paths, next) = (next, paths);
        }

        Cut(paths);
        return [.. paths[0].Matches];
    }

    // A word with a single match, all of whose words have no other, is matched beforehand.
    private static MeteorPath Start(int candidateLength, List<MeteorMatch>[] matches)
    {
        int[] candidateCover = new int[candidateLength], referenceCover = new int[matches.Length];
        foreach (MeteorMatch match in matches.SelectMany(own => own))
        {
            for (int i = 0; i < match.CandidateLength; i++)
            {
                candidateCover[match.CandidateStart + i]++;
            }

            for (int j = 0; j < match.ReferenceLength; j++)
            {
                referenceCover[match.ReferenceStart + j]++;
            }
        }

        MeteorMatch?[] taken = new MeteorMatch?[matches.Length];
        bool[] usedCandidate = new bool[candidateLength], usedReference = new bool[matches.Length];
        foreach (List<MeteorMatch> own in matches)
        {
            if (own is [var only] && !candidateCover.AsSpan(only.CandidateStart, only.CandidateLength).ContainsAnyExcept(1)
                && !referenceCover.AsSpan(only.ReferenceStart, only.ReferenceLength).ContainsAnyExcept(1))
            {
                taken[only.ReferenceStart] = only;
                usedCandidate.AsSpan(only.CandidateStart, only.CandidateLength).Fill(true);
                usedReference.AsSpan(only.ReferenceStart, only.ReferenceLength).Fill(true);
            }
        }

        return new MeteorPath(taken, usedCandidate, usedReference);
    }

    // The order among equals is that of the list: the sort has to be stable.
    private static void Cut(List<MeteorPath> paths)
    {
        if (paths.Count > 1)
        {
            MeteorPath[] best = [.. paths.OrderByDescending(path => path.Matched).ThenBy(path => path.Chunks).ThenBy(path => path.Distance).Take(Beam)];
            paths.Clear();
            paths.AddRange(best);
        }
    }
}
