namespace Vlm.Evaluation;

/// <summary>ROUGE-Lsum: for each line of the reference the union of its longest common subsequences with the candidate's lines, no word counted twice.</summary>
internal static class RougeSentences
{
    public static RougeScore Score(int[][] candidate, int[][] reference)
    {
        int own = candidate.Sum(line => line.Length), other = reference.Sum(line => line.Length);
        if (own == 0 || other == 0)
        {
            return default;
        }

        Dictionary<int, int> ownLeft = Count(candidate), otherLeft = Count(reference);
        int hits = 0;
        foreach (int[] line in reference)
        {
            foreach (int place in candidate.SelectMany(sentence => SharedSubsequence.Places(line, sentence)).Distinct().Order())
            {
                int word = line[place];
                if (ownLeft.GetValueOrDefault(word) > 0 && otherLeft[word] > 0)
                {
                    ownLeft[word]--;
                    otherLeft[word]--;
                    hits++;
                }
            }
        }

        return new RougeScore(hits, own, other);
    }

    private static Dictionary<int, int> Count(int[][] lines) => lines.SelectMany(line => line).CountBy(word => word).ToDictionary();
}
