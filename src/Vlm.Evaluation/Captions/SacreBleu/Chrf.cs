namespace Vlm.Evaluation;

/// <summary>
/// chrF and chrF++ as sacreBLEU computes them (Popović 2015 and 2017): n-grams of characters without white space, for chrF++ of words
/// too, on lines as they were written. Thread-safe.
/// </summary>
public static class Chrf
{
    /// <summary>Scores a caption set.</summary>
    /// <param name="captions">The captions; the lines as they were written are read, not the tokens.</param>
    /// <param name="options">Null for chrF with sacreBLEU's defaults.</param>
    /// <param name="cancellationToken">Stops the work between captions.</param>
    public static ChrfResult Compute(CaptionSet captions, ChrfOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(captions);
        options = ChrfOptions.Checked(options);
        IReadOnlyList<string>[] references = [.. captions.Items.Select(WrittenReferences.Of)];
        ChrfCounts[] best = new ChrfCounts[captions.Count];
        ItemLoop.Run(captions.Count, options.MaxDegreeOfParallelism, i => best[i] = Best(captions.Items[i].Candidate, references[i], options), cancellationToken);
        return new ChrfResult
        {
            Corpus = ChrfCounts.Sum(best, [.. Enumerable.Range(0, best.Length)]).Score(options.Beta),
            PerItem = [.. best.Select(one => one.Score(options.Beta))],
            Signature = options.Signature(WrittenReferences.CountText(references)),
            ItemCounts = best,
        };
    }

    private static ChrfCounts Best(string candidate, IReadOnlyList<string> references, ChrfOptions options)
    {
        string[] lines = [.. references.Prepend(candidate).Select(line => options.LowerCase ? PythonText.Lower(line) : line)];
        GramCounts[] characters = Count([.. lines.Select(ChrfText.Characters)], options.CharacterOrder);
        GramCounts[] words = options.WordOrder == 0 ? [] : Count(ChrfText.Words(lines), options.WordOrder);
        GramCounts[] all = [.. characters, .. words];
        ChrfCounts? best = null;
        double highest = -1;
        for (int reference = 1; reference < lines.Length; reference++)
        {
            ChrfCounts counts = new(all.Length);
            for (int n = 0; n < all.Length; n++)
            {
                counts.Set(n, all[n].Total(0), all[n].Total(reference), all[n].Shared(0, reference));
            }

            if (counts.Score(options.Beta) is var score && score > highest)
            {
                (best, highest) = (counts, score);
            }
        }

        return best!;
    }

    private static GramCounts[] Count(int[][] texts, int maxOrder)
    {
        int[] starts = new int[texts.Length + 1];
        for (int i = 0; i < texts.Length; i++)
        {
            starts[i + 1] = starts[i] + texts[i].Length;
        }

        return GramCounts.Count([.. texts.SelectMany(text => text)], starts, maxOrder, 0);
    }
}
