namespace Vlm.Evaluation;

/// <summary>
/// METEOR 1.5 (Denkowski and Lavie 2014) as the COCO caption evaluation runs it: English, normalised once more, parameters .85 .2 .6 .75, and
/// the search's peculiarities. Synonyms come from WordNet 3.0, which the package carries; paraphrases only from a table that the user names. Thread-safe.
/// </summary>
public static class Meteor
{
    /// <summary>Pairs of lines with more word pairs than this are refused: alignment grows with the square of the length.</summary>
    private const int MaxWordPairs = 4_000_000;

    /// <summary>Scores a caption set.</summary>
    /// <param name="captions">The captions.</param>
    /// <param name="modules">Which matches count.</param>
    /// <param name="paraphrases">A table of paraphrases; null for none, and the figure is then not called METEOR. Needs all modules.</param>
    /// <param name="maxDegreeOfParallelism">At most how many threads work; null for one a processor. The result is the same to the bit.</param>
    /// <param name="cancellationToken">Stops the work between captions.</param>
    /// <exception cref="EvaluationException">A caption is too long to be aligned; the error names its id.</exception>
    public static MeteorResult Compute(
        CaptionSet captions,
        MeteorModules modules = MeteorModules.ExactStemSynonym,
        ParaphraseTable? paraphrases = null,
        int? maxDegreeOfParallelism = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(captions);
        if (paraphrases is not null && modules != MeteorModules.ExactStemSynonym)
        {
            throw new ArgumentException("Paraphrases are matched after all other modules; ask for ExactStemSynonym.", nameof(paraphrases));
        }

        MeteorVocabulary vocabulary = new(modules);
        MeteorWord[][] candidates = [.. captions.Candidates.Select(line => vocabulary.Read(line.Replace("|||", "").Replace("  ", " ")))];
        MeteorWord[][][] references = [.. captions.References.Select(own => own.Select(vocabulary.Read).ToArray())];
        MeteorStatistics[] best = new MeteorStatistics[captions.Count];
        int[] bestReferences = new int[captions.Count];
        ItemLoop.Run(captions.Count, maxDegreeOfParallelism, i => (best[i], bestReferences[i]) = Best(captions.Items[i].Id, candidates[i], references[i], modules, paraphrases), cancellationToken);
        string name = paraphrases is not null ? "METEOR" : modules switch { MeteorModules.Exact => "METEOR_e", MeteorModules.ExactStem => "METEOR_es", _ => "METEOR_ess" };
        return new MeteorResult(name, MeteorStatistics.Sum(best, [.. Enumerable.Range(0, best.Length)]), best, bestReferences);
    }

    private static (MeteorStatistics Statistics, int Reference) Best(string id, MeteorWord[] candidate, MeteorWord[][] references, MeteorModules modules, ParaphraseTable? paraphrases)
    {
        MeteorStatistics? best = null;
        int at = 0;
        for (int r = 0; r < references.Length; r++)
        {
            if ((long)candidate.Length * references[r].Length > MaxWordPairs)
            {
                throw new EvaluationException($"'{id}' has a candidate of {candidate.Length} words and a reference of {references[r].Length}; METEOR aligns at most {MaxWordPairs} pairs of words.", id);
            }

            MeteorStatistics one = MeteorStatistics.Of(candidate, references[r], MeteorAligner.Align(candidate, references[r], modules, paraphrases));
            if (best is null || one.Score > best.Score)
            {
                (best, at) = (one, r);
            }
        }

        return (best!, at);
    }
}
