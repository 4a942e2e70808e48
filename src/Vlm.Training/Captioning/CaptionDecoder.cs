namespace Vlm.Training;

/// <summary>
/// The captioner: a transformer decoder (pre-norm, GELU, tied word vectors) that looks at the rows of a picture's grid. Built
/// over one parameter set for training, for drawing captions and for the exported file; only the layout of tokens differs.
/// </summary>
internal sealed class CaptionDecoder(TrainingGraph graph, ParameterSet parameters, CaptionerSettings settings, int vocabularySize, int rows)
{
    private readonly LayerScope _layers = new(graph, parameters, "decoder.");

    /// <summary>The keys and values of a picture for every layer, [pictures, heads, rows, size].</summary>
    /// <param name="features">[pictures, rows, row size] as the encoder gives them.</param>
    public IReadOnlyList<(GraphValue Key, GraphValue Value)> Picture(GraphValue features)
    {
        GraphValue reduced = _layers.Linear(features, "reduction", settings.Reduced);
        GraphValue places = _layers.Parameter("places.weight", [rows, settings.Reduced], Initialization.Normal(0.02));
        GraphValue memory = _layers.LayerNormalization(reduced + places, "memory_norm").Dropout(settings.MemoryDropout);
        return [.. Enumerable.Range(0, settings.Layers).Select(layer => (Projected(memory, layer, "key"), Projected(memory, layer, "value")))];
    }

    /// <summary>The logits of the next word after each token.</summary>
    /// <param name="ids">Int64, tokens in the layout.</param>
    /// <param name="positions">Int64, their places in their captions, broadcast to the ids.</param>
    /// <param name="picture">As <see cref="Picture"/> gave them.</param>
    /// <param name="layout">The layout.</param>
    public GraphValue Logits(GraphValue ids, GraphValue positions, IReadOnlyList<(GraphValue Key, GraphValue Value)> picture, IDecoderLayout layout)
    {
        GraphValue words = _layers.Parameter("words.weight", [vocabularySize, settings.Width], Initialization.Normal(0.02));
        GraphValue table = _layers.Parameter("positions.weight", [settings.Positions, settings.Width], Initialization.Normal(0.02));
        GraphValue x = (words.Embed(ids) + table.Gather(positions)).Dropout(settings.Dropout);
        for (int layer = 0; layer < settings.Layers; layer++)
        {
            using IDisposable scope = graph.Scope($"layers.{layer}");
            LayerScope own = _layers.Inner($"layers.{layer}");
            x += OwnAttention(own, own.LayerNormalization(x, "self_norm"), layer, layout).Dropout(settings.Dropout);
            x += PictureAttention(own, own.LayerNormalization(x, "cross_norm"), picture[layer], layout).Dropout(settings.Dropout);
            x += own.FeedForward(own.LayerNormalization(x, "feed_forward_norm"), "feed_forward", settings.Inner, settings.Dropout).Dropout(settings.Dropout);
        }

        return _layers.LayerNormalization(x, "final_norm").MatMul(words.Transpose(1, 0));
    }

    private GraphValue Projected(GraphValue memory, int layer, string name) =>
        Attention.SplitHeads(_layers.Linear(memory, $"layers.{layer}.cross.{name}", settings.Width), settings.Heads);

    private GraphValue OwnAttention(LayerScope own, GraphValue x, int layer, IDecoderLayout layout)
    {
        GraphValue attended = layout.AttendToTokens(
            layer, own.Linear(x, "self.query", settings.Width), own.Linear(x, "self.key", settings.Width), own.Linear(x, "self.value", settings.Width));
        return own.Linear(attended, "self.output", settings.Width);
    }

    private GraphValue PictureAttention(LayerScope own, GraphValue x, (GraphValue Key, GraphValue Value) picture, IDecoderLayout layout) =>
        own.Linear(layout.AttendToPicture(own.Linear(x, "cross.query", settings.Width), picture.Key, picture.Value), "cross.output", settings.Width);
}
