namespace Vlm.Benchmarks.Fuzzing;

/// <summary>Puts a tokenizer to every use once, and looks whether what it gives hangs together.</summary>
internal static class TokenizerUse
{
    private const int LongEvery = 512;
    private static readonly TokenizerOptions Everything = new() { IncludeOffsets = true, IncludeSequenceIds = true, IncludeSpecialTokensMask = true };
    private static readonly TokenizerOptions Cut = new() { MaxLength = 12, Stride = 2, IncludeOverflow = true, IncludeOffsets = true };

    /// <summary>False where a text was refused.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="index">Says which texts.</param>
    /// <param name="lap">Called after each call.</param>
    public static bool Try(ITokenizer tokenizer, long index, Action lap)
    {
        lap();
        IReadOnlyList<string> texts = TokenizerCorpus.Texts;
        string first = texts[(int)(index % texts.Count)], second = texts[(int)(index / texts.Count % texts.Count)];
        bool all = Accepts(() => One(tokenizer, first, lap), lap) & Accepts(() => Pair(tokenizer, first, second), lap) & Accepts(() => Batch(tokenizer, [first, second]), lap);
        if (index % LongEvery == 0)
        {
            string text = TokenizerCorpus.LongTexts[(int)(index / LongEvery % TokenizerCorpus.LongTexts.Count)];
            all &= Accepts(() => tokenizer.Encode([text], Everything).Dispose(), lap);
        }

        return all;
    }

    private static bool Accepts(Action use, Action lap)
    {
        try
        {
            use();
            return true;
        }
        catch (InvalidInputException)
        {
            return false;
        }
        finally
        {
            lap();
        }
    }

    private static void One(ITokenizer tokenizer, string text, Action lap)
    {
        using TokenIds encoded = tokenizer.Encode([text], Everything);
        lap();
        Check(encoded, [text], [text]);
        int[] ids = [.. encoded.Ids.Memory.Span[..(int)encoded.Ids.Shape[1]].ToArray().Select(id => (int)id)], row = new int[ids.Length];
        Require(tokenizer.TryEncode(text, new TokenSpans<int>(row), out TokenRow written) && written.Length == ids.Length && row.AsSpan().SequenceEqual(ids), "the row differs from the batch");
        lap();
        string decoded = tokenizer.Decode(ids), special = tokenizer.Decode(ids, skipSpecialTokens: false);
        Require(decoded is not null && special is not null, "nothing was decoded");
        lap();
        IncrementalTokenDecoder stream = new(tokenizer);
        foreach (int id in ids.AsSpan(0, Math.Min(ids.Length, 64)))
        {
            Require(!stream.Add(id).EndsWith('\ufffd') || decoded!.Contains('\ufffd', StringComparison.Ordinal), "half a character was given out");
        }

        stream.Complete();
    }

    private static void Pair(ITokenizer tokenizer, string text, string pair)
    {
        using TokenIds encoded = tokenizer.Encode([text], new TokenizerOptions { TextPairs = [pair], IncludeOffsets = true, IncludeSequenceIds = true });
        Check(encoded, [text], [pair]);
    }

    private static void Batch(ITokenizer tokenizer, string[] texts)
    {
        using TokenIds encoded = tokenizer.Encode(texts, Cut);
        Check(encoded, [.. encoded.TextIndices!.Select(i => texts[i])], null);
    }

    /// <summary>Every token has a place inside its text, in whole order.</summary>
    private static void Check(TokenIds encoded, string[] texts, string[]? pairs)
    {
        for (int i = 0; i < encoded.BatchSize; i++)
        {
            ReadOnlySpan<long> sequences = encoded.SequenceIds is null ? default : encoded.SequenceIds.Row(i);
            for (int k = 0; k < encoded.Offsets![i].Count; k++)
            {
                TokenOffset place = encoded.Offsets[i][k];
                string text = !sequences.IsEmpty && sequences[k] == 1 ? pairs![i] : texts[i];
                Require(place.Start >= 0 && place.Start <= place.End && place.End <= text.Length, $"token {k} of row {i} is at {place.Start} to {place.End} of a text of {text.Length}");
            }
        }
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
