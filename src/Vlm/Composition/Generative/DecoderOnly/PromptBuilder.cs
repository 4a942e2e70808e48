using Vlm.Fusion;
using Vlm.Generation;

namespace Vlm.Composition.Generative.DecoderOnly;

/// <summary>Prompts to what a decoder reads: the family's form, room for every row of the pictures, ids, embedded tokens with the rows in their places, positions.</summary>
internal sealed class PromptBuilder(DecoderOnlyParts parts)
{
    private const string GridName = "image_grid_thw";

    /// <summary>The ids of a prompt.</summary>
    /// <exception cref="InvalidInputException">The prompt has another number of places than of pictures, or is longer than the model's positions.</exception>
    public long[] Ids(VisionPrompt prompt, PromptTask task, IReadOnlyList<PictureRows> pictures)
    {
        string[] expansions = [.. pictures.Select(picture => parts.Form.Expand(picture.Layout))];
        string text = PlaceholderExpansion.Expand(
            parts.Form.Write(prompt, task), parts.Form.Placeholder, expansions, pictures.Sum(picture => picture.Layout.Rows), parts.ImageToken);
        bool begun = parts.BeginToken is { } begin && text.StartsWith(begin, StringComparison.Ordinal);
        using TokenIds tokens = parts.Tokenizer.Encode([text], new TokenizerOptions { AddSpecialTokens = parts.Form.AddsSpecialTokens ?? !begun, Truncate = false, PadToMaxLength = false, PadToMultipleOf = 1 });
        long[] ids = tokens.Ids.Span.ToArray();
        return ids.Length <= (parts.MaxPositions ?? int.MaxValue) ? ids : throw new InvalidInputException(
            $"The prompt has {ids.Length} tokens with its pictures, but the model has {parts.MaxPositions} positions. Shorten it, or give fewer or smaller pictures.");
    }

    /// <summary>Embeds a prompt.</summary>
    /// <param name="ids">What <see cref="Ids"/> gave for the same pictures.</param>
    /// <param name="pictures">In the order of their places.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>The prompt; the caller disposes it.</returns>
    /// <exception cref="TensorShapeException">There is another number of image tokens than of rows.</exception>
    public CausalPrompt Build(long[] ids, IReadOnlyList<PictureRows> pictures, CancellationToken cancellationToken)
    {
        int[] places = TokenScatter.Places(ids, parts.ImageTokenId);
        TokenScatter.Check(places.Length, [.. pictures.Select(picture => picture.Layout.Rows)]);
        PromptPositions positions = Positions(ids.Length, places, pictures);
        using TensorBuffer<long> row = new(ids, [1, ids.Length]);
        TensorBuffer<float> tokens = parts.Embedding.Embed(row, cancellationToken);
        List<TensorBuffer<float>> layered = [];
        try
        {
            TokenScatter.Write([.. pictures.Select(picture => picture.Features.Rows!)], places, tokens);
            foreach (string name in pictures.Count == 0 ? [] : parts.Decoder.Layered)
            {
                TensorBuffer<float> layer = TensorBuffer.Rent<float>(tokens.Shape);
                layered.Add(layer);
                layer.Span.Clear();
                TokenScatter.Write([.. pictures.Select(picture => (TensorBuffer<float>)picture.Features.Extras[name])], places, layer);
            }

            return new CausalPrompt(Array.ConvertAll(ids, id => (int)id), tokens, positions, layered.Count == 0 ? null : [.. layered]);
        }
        catch
        {
            tokens.Dispose();
            layered.ForEach(layer => layer.Dispose());
            throw;
        }
    }

    private PromptPositions Positions(int length, int[] places, IReadOnlyList<PictureRows> pictures)
    {
        int axes = parts.Decoder.PositionAxes;
        if (axes != PromptPositions.MultimodalAxes || pictures.Count == 0)
        {
            return PromptPositions.Sequential(length, Math.Max(1, axes), parts.Traits.FirstPosition);
        }

        PictureSpan[] spans = new PictureSpan[pictures.Count];
        for (int i = 0, row = 0; i < spans.Length; row += pictures[i].Layout.Rows, i++)
        {
            spans[i] = Span(places[row], pictures[i].Layout);
        }

        return PromptPositions.Multimodal(length, spans);
    }

    private PictureSpan Span(int start, PictureLayout picture)
    {
        ReadOnlySpan<long> grid = picture.Shape(GridName);
        PictureSpan span = grid.Length == 3 ? new(start, (int)grid[0], (int)grid[1] / parts.MergeSize, (int)grid[2] / parts.MergeSize) : default;
        return span.Length == picture.Rows ? span : throw new TensorShapeException(
            GridName, $"a grid of {picture.Rows} rows", grid.Length == 3 ? $"{string.Join('x', grid.ToArray())} patches, merged {parts.MergeSize} by {parts.MergeSize}" : "none",
            "The image processor, config.json and the encoder do not belong together.");
    }
}
