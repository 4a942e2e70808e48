namespace Vlm.Fusion;

/// <summary>Puts the rows of pictures into the places that a prompt keeps for them: row k of all pictures goes to place k (masked scatter).</summary>
internal static class TokenScatter
{
    /// <summary>Where a prompt keeps places for rows.</summary>
    /// <param name="ids">The prompt.</param>
    /// <param name="imageToken">The id that keeps a place.</param>
    /// <returns>The places, ascending.</returns>
    public static int[] Places(ReadOnlySpan<long> ids, long imageToken)
    {
        int[] places = new int[ids.Count(imageToken)];
        for (int k = 0, at = 0; k < places.Length; k++)
        {
            at += ids[at..].IndexOf(imageToken);
            places[k] = at++;
        }

        return places;
    }

    /// <summary>Refuses a prompt that keeps another number of places than there are rows.</summary>
    /// <exception cref="TensorShapeException">It does; the error has both numbers.</exception>
    public static void Check(int places, IReadOnlyList<int> rowCounts)
    {
        int rows = rowCounts.Sum();
        if (places != rows)
        {
            throw new TensorShapeException(
                "image tokens of the prompt", $"{rows}, one for each row that the image encoder gave ({string.Join(" + ", rowCounts)} for {rowCounts.Count} pictures)", places.ToString(),
                "The image processor, the prompt's form and the encoder do not belong together, or the text itself holds image tokens.");
        }
    }

    /// <summary>Overwrites the places.</summary>
    /// <param name="pictures">Per picture its rows, [N,D].</param>
    /// <param name="places">As many as there are rows; see <see cref="Check"/>.</param>
    /// <param name="tokens">[L,D], or [1,L,D].</param>
    /// <exception cref="TensorShapeException">The rows have another width than the tokens.</exception>
    public static void Write(IReadOnlyList<TensorBuffer<float>> pictures, ReadOnlySpan<int> places, TensorBuffer<float> tokens)
    {
        int width = (int)tokens.Shape[^1];
        Span<float> to = tokens.Span;
        foreach (TensorBuffer<float> picture in pictures)
        {
            if (picture.Shape.Length != 2 || picture.Shape[1] != width)
            {
                throw new TensorShapeException("rows of a picture", $"[N,{width}], the width of a token", TensorBuffer.FormatShape(picture.Shape), "The image encoder and the decoder do not belong together.");
            }

            ReadOnlySpan<float> from = picture.Span;
            while (from.Length > 0)
            {
                int run = RunLength(places, from.Length / width);
                from[..(run * width)].CopyTo(to[(places[0] * width)..]);
                from = from[(run * width)..];
                places = places[run..];
            }
        }
    }

    private static int RunLength(ReadOnlySpan<int> places, int most)
    {
        int run = 1;
        while (run < most && places[run] == places[0] + run)
        {
            run++;
        }

        return run;
    }
}
