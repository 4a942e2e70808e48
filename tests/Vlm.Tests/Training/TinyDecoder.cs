using Vlm.Tests.Goldens;
using Vlm.Training;

namespace Vlm.Tests.Training;

/// <summary>The decoder of decoder.safetensors: pre-norm, self- and cross-attention, GELU, tied output embedding.</summary>
internal sealed class TinyDecoder : IDisposable
{
    private const int Heads = 2;

    private readonly TrainingGraph _graph = new();

    private TinyDecoder(SafetensorsFile golden, bool isBatchKnown)
    {
        foreach (string name in golden.Names.Where(name => name.StartsWith("param.", StringComparison.Ordinal)))
        {
            Parameters.Add(name["param.".Length..], golden.Shape(name), Initialization.Values(golden.Floats(name)));
        }

        long[] ids = golden.Shape("ids"), memory = golden.Shape("memory");
        Dimension batch = isBatchKnown ? ids[0] : "batch", time = isBatchKnown ? ids[1] : "time", cells = isBatchKnown ? memory[1] : "cells";
        GraphValue tokens = _graph.Input("ids", TensorElementType.Int64, batch, time);
        GraphValue seen = _graph.Input("memory", TensorElementType.Float32, batch, cells, memory[2]);
        GraphValue padding = _graph.Input("memory_padding", TensorElementType.Float32, batch, cells);
        Labels = _graph.Input("labels", TensorElementType.Int64, batch, time);
        Logits = Build(tokens, seen, padding.Unsqueeze(1, 2) * Attention.Masked, ids[1]);
    }

    public ParameterSet Parameters { get; } = [];

    public GraphValue Logits { get; }

    public GraphValue Labels { get; }

    public static TinyDecoder Read(SafetensorsFile golden, bool isBatchKnown) => new(golden, isBatchKnown);

    public static TrainingBatch Batch(SafetensorsFile golden) => new TrainingBatch()
        .Add("ids", golden.LongTensor("ids"))
        .Add("labels", golden.LongTensor("labels"))
        .Add("memory", golden.Tensor("memory"))
        .Add("memory_padding", new TensorBuffer<float>(Array.ConvertAll(golden.Longs("memory_padding"), value => (float)value), golden.Shape("memory_padding")));

    public void Dispose() => Parameters.Dispose();

    private GraphValue Build(GraphValue ids, GraphValue memory, GraphValue memoryMask, long maxTime)
    {
        GraphValue places = Positions.Of(ids, 1);
        GraphValue x = P("tok").Embed(ids) + P("pos").Gather(places);
        GraphValue causal = Attention.CausalMask(ids, (int)maxTime);
        for (int layer = 0; layer < 2; layer++)
        {
            string at = $"l{layer}";
            GraphValue own = Norm(x, $"{at}.ln1");
            x += Attend($"{at}.self", own, own, causal);
            x += Attend($"{at}.cross", Norm(x, $"{at}.ln2"), memory, memoryMask);
            x += ((Norm(x, $"{at}.ln3").MatMul(P($"{at}.ff.w1")) + P($"{at}.ff.b1")).Gelu().MatMul(P($"{at}.ff.w2"))) + P($"{at}.ff.b2");
        }

        return Norm(x, "lnf").MatMul(P("tok").Transpose(1, 0));
    }

    private GraphValue Attend(string name, GraphValue x, GraphValue memory, GraphValue mask)
    {
        GraphValue query = x.MatMul(P($"{name}.wq")) + P($"{name}.bq"), key = memory.MatMul(P($"{name}.wk")) + P($"{name}.bk"), value = memory.MatMul(P($"{name}.wv")) + P($"{name}.bv");
        return Attention.MultiHead(query, key, value, Heads, mask).MatMul(P($"{name}.wo")) + P($"{name}.bo");
    }

    private GraphValue Norm(GraphValue x, string name) => x.LayerNormalization(P($"{name}.scale"), P($"{name}.bias"));

    private GraphValue P(string name) => _graph.Use(Parameters[name]);
}
