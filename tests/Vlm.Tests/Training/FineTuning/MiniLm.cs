using Vlm.Training;

namespace Vlm.Tests.Training.FineTuning;

/// <summary>The sentence encoder as a part of a training graph, and a small batch for it.</summary>
internal static class MiniLm
{
    public static GraphValue AddTo(TrainingGraph graph, OnnxModule module, ParameterSet parameters, FineTuningOptions options)
    {
        Dictionary<string, GraphValue> inputs = module.Inputs.ToDictionary(name => name, name => graph.Input(name, TensorElementType.Int64, "batch", "sequence"));
        return module.AddTo(graph, parameters, inputs, options)["last_hidden_state"];
    }

    /// <summary>Two rows of five tokens, the second with two of padding.</summary>
    public static TrainingBatch Batch() => new TrainingBatch()
        .Add("input_ids", new TensorBuffer<long>(new long[] { 101, 1037, 3899, 2003, 102, 101, 4937, 102, 0, 0 }, [2, 5]))
        .Add("attention_mask", new TensorBuffer<long>(new long[] { 1, 1, 1, 1, 1, 1, 1, 1, 0, 0 }, [2, 5]))
        .Add("token_type_ids", new TensorBuffer<long>(new long[10], [2, 5]));
}
