namespace Vlm.Generation;

/// <summary>
/// How texts of a closed set may stand behind a prompt: as they are, and with a space before them, which is how most tokenizers write the
/// first word of an answer. Both are the same answer, whose probability is that of both together.
/// </summary>
internal sealed class ChoiceSpellings
{
    private static readonly TokenizerOptions Bare = new() { AddSpecialTokens = false, Truncate = false, PadToMaxLength = false, PadToMultipleOf = 1 };

    private ChoiceSpellings(IReadOnlyList<string> choices, List<int[]> ids, List<int> choiceOf)
    {
        Choices = choices;
        Ids = ids;
        ChoiceOf = choiceOf;
    }

    public IReadOnlyList<string> Choices { get; }

    /// <summary>The ids of each spelling.</summary>
    public IReadOnlyList<int[]> Ids { get; }

    /// <summary>Per spelling, the choice.</summary>
    public IReadOnlyList<int> ChoiceOf { get; }

    /// <exception cref="InvalidInputException">There are no choices, or one is empty.</exception>
    public static ChoiceSpellings Of(IReadOnlyList<string> choices, ITokenizer tokenizer)
    {
        if (choices.Count == 0)
        {
            throw new InvalidInputException("The list of choices is empty; give at least one, or null for a free text.");
        }

        List<int[]> ids = [];
        List<int> choiceOf = [];
        for (int i = 0; i < choices.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(choices[i]))
            {
                throw new InvalidInputException($"Choice {i} is empty; leave it out.");
            }

            int[] plain = Encode(tokenizer, choices[i]), spaced = char.IsWhiteSpace(choices[i][0]) ? plain : Encode(tokenizer, " " + choices[i]);
            foreach (int[] spelling in plain.AsSpan().SequenceEqual(spaced) ? (int[][])[plain] : [plain, spaced])
            {
                ids.Add(spelling.Length > 0 ? spelling : throw new InvalidInputException($"Choice {i}, '{choices[i]}', has no tokens in this model's vocabulary."));
                choiceOf.Add(i);
            }
        }

        return new ChoiceSpellings(choices, ids, choiceOf);
    }

    private static int[] Encode(ITokenizer tokenizer, string text)
    {
        using TokenIds tokens = tokenizer.Encode([text], Bare);
        return Array.ConvertAll(tokens.Ids.Span.ToArray(), id => (int)id);
    }
}
