using Vlm.Training;

namespace Vlm.Benchmarks.Ratios.Training;

/// <summary>
/// The captioner's training step: a pre-norm transformer decoder (width 256, 8 heads, 2,888 words, tied output) over a grid of
/// 49 x 1280 numbers that one linear layer reduces to 512, cross entropy with label smoothing.
/// </summary>
internal sealed class CaptionerStep : IDisposable
{
    private const int Cells = 49;
    private const int CellSize = 1280;
    private const int Reduced = 512;
    private const int Width = 256;
    private const int Heads = 8;
    private const int Inner = 1024;
    private const int Words = 2888;
    private const int MaxTokens = 32;

    public CaptionerStep(int rows, int tokens, int layers, float dropout)
    {
        TrainingGraph graph = new(isTraining: dropout > 0);
        GraphValue ids = graph.Input("ids", TensorElementType.Int64, "batch", "time");
        GraphValue grid = graph.Input("grid", TensorElementType.Float32, "batch", Cells, CellSize);
        GraphValue labels = graph.Input("labels", TensorElementType.Int64, "batch", "time");
        LayerScope scope = new(graph, Parameters);
        GraphValue memory = scope.LayerNormalization(scope.Linear(grid, "reduce", Reduced), "reduce_norm");
        GraphValue table = scope.Parameter("tokens.weight", [Words, Width], Initialization.Normal(0.02));
        GraphValue x = (table.Embed(ids) + scope.PositionEmbedding(ids, 1, "positions", MaxTokens, Width)).Dropout(dropout);
        GraphValue mask = Attention.CausalMask(ids, MaxTokens);
        for (int i = 0; i < layers; i++)
        {
            x = Layer(scope.Inner($"layers.{i}"), x, memory, mask, dropout);
        }

        GraphValue logits = scope.LayerNormalization(x, "final_norm").MatMul(table.Transpose(1, 0));
        Loss = logits.CrossEntropy(labels, new CrossEntropyOptions { LabelSmoothing = 0.1f });
        Batch = MakeBatch(rows, tokens);
    }

    public ParameterSet Parameters { get; } = new(7);

    public GraphValue Loss { get; }

    public TrainingBatch Batch { get; }

    public void Dispose()
    {
        Parameters.Dispose();
        Batch.Dispose();
    }

    private static GraphValue Layer(LayerScope scope, GraphValue x, GraphValue memory, GraphValue mask, float dropout)
    {
        GraphValue own = scope.LayerNormalization(x, "self_norm");
        x += scope.MultiHeadAttention(own, own, "self", Heads, mask).Dropout(dropout);
        x += scope.MultiHeadAttention(scope.LayerNormalization(x, "cross_norm"), memory, "cross", Heads).Dropout(dropout);
        return x + scope.FeedForward(scope.LayerNormalization(x, "feed_norm"), "feed", Inner).Dropout(dropout);
    }

    private static TrainingBatch MakeBatch(int rows, int tokens)
    {
        Random random = new(20261124);
        float[] grid = new float[rows * Cells * CellSize];
        for (int i = 0; i < grid.Length; i++)
        {
            grid[i] = random.NextSingle();
        }

        long[] ids = new long[rows * tokens], labels = new long[rows * tokens];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = random.Next(4, Words);
            labels[i] = random.Next(4, Words);
        }

        return new TrainingBatch().Add("ids", new TensorBuffer<long>(ids, [rows, tokens])).Add("labels", new TensorBuffer<long>(labels, [rows, tokens]))
            .Add("grid", new TensorBuffer<float>(grid, [rows, Cells, CellSize]));
    }
}
