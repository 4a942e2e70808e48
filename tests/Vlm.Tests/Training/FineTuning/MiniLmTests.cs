using Vlm.Onnx;
using Vlm.Tests.Goldens;
using Vlm.Training;

namespace Vlm.Tests.Training.FineTuning;

/// <summary>The sentence encoder of models/default: int8 word table, other weights in half precision.</summary>
public class MiniLmTests
{
    private static readonly string Path = ModelsFolder.Find("default", "text-encoder", "onnx", "model.onnx");

    [Fact]
    public void Read_MiniLm_WeightsWithTheirBlocks()
    {
        OnnxModule module = OnnxModule.Read(Path);
        Assert.Equal(6, module.BlockCount);
        Assert.Equal(["input_ids", "attention_mask", "token_type_ids"], module.Inputs);

        // Four attention and two feed-forward matrices with biases and two norms in each block.
        Assert.All(Enumerable.Range(0, 6), block => Assert.Equal(16, module.Weights.Count(weight => weight.Block == block)));
        Assert.Equal(5, module.Weights.Count(weight => weight.Block is null));
        OnnxModuleWeight table = module.Weights.Single(weight => weight.Name.Contains("word_embeddings", StringComparison.Ordinal));
        Assert.Equal([30522, 384], table.Shape);
        Assert.StartsWith("Int8", table.Storage, StringComparison.Ordinal);
    }

    [Fact]
    public void AddTo_AllTrained_SameOutputAsTheFile()
    {
        OnnxModule module = OnnxModule.Read(Path);
        using ParameterSet parameters = [];
        TrainingGraph graph = new();
        GraphValue states = MiniLm.AddTo(graph, module, parameters, new FineTuningOptions());
        using GraphRunner runner = new([states]);
        using TrainingBatch batch = MiniLm.Batch();
        using TensorBuffer<float> actual = (TensorBuffer<float>)runner.Run(batch)[0];
        using OnnxSession session = OnnxSession.Load(Path);
        using SessionOutputs expected = session.Run([.. batch.Tensors.Select(pair => new SessionInput(pair.Key, pair.Value))]);
        Closeness.Within(expected.Take<float>(0).Span, actual.Span, 1e-4);
    }

    [Fact]
    public void WriteOnnx_NothingChanged_SameBytes()
    {
        OnnxModule module = OnnxModule.Read(Path);
        using ParameterSet parameters = [];
        MiniLm.AddTo(new TrainingGraph(), module, parameters, new FineTuningOptions());
        Assert.Equal(module.Weights.Count, parameters.Count);
        using TemporaryFolder folder = new();
        string copy = folder["copy.onnx"];
        module.WriteOnnx(copy, parameters);
        Assert.True(File.ReadAllBytes(Path).AsSpan().SequenceEqual(File.ReadAllBytes(copy)), "The file changed although no weight did.");
    }

    [Fact]
    public void Differentiate_LastBlock_EqualToFiniteDifferences()
    {
        OnnxModule module = OnnxModule.Read(Path);
        using ParameterSet parameters = [];
        TrainingGraph graph = new();
        FineTuningOptions options = new() { Trains = module.LastBlocks(1) };
        GraphValue states = MiniLm.AddTo(graph, module, parameters, options);
        Assert.Equal(16, parameters.Count);
        GraphValue loss = (states * states.Sin()).Mean() * 100;
        using TrainingBatch batch = MiniLm.Batch();
        FiniteDifferences.Check(loss, parameters, batch, step: 1e-2f, tolerance: 2e-2);
    }

    [Fact]
    public void Step_LastBlockAndLora_LossFallsAndTheFileGivesTheSame()
    {
        OnnxModule module = OnnxModule.Read(Path);
        using ParameterSet parameters = new(3);
        TrainingGraph graph = new();
        Func<OnnxModuleWeight, bool> last = module.LastBlocks(1);
        FineTuningOptions options = new() { Trains = weight => last(weight) && weight.Shape.Count == 1, Lora = new LoraOptions { Rank = 4, Adapts = last } };
        GraphValue states = MiniLm.AddTo(graph, module, parameters, options);
        GraphValue target = graph.Input("target", TensorElementType.Float32, 2, 384);
        GraphValue loss = states.Mean([1]).MeanSquaredError(target);
        float[] wanted = [.. Enumerable.Range(0, 2 * 384).Select(i => MathF.Sin(i))];
        using TrainingBatch batch = MiniLm.Batch().Add("target", new TensorBuffer<float>(wanted, [2, 384]));
        using TrainingSession session = new(loss, new AdamW(5e-3, 0));
        double first = session.Step(batch).Loss, final = 0;
        for (int i = 0; i < 15; i++)
        {
            final = session.Step(batch).Loss;
        }

        Assert.True(final < 0.8 * first, $"The loss went from {first} to {final}.");
        using TemporaryFolder folder = new();
        string tuned = folder["tuned.onnx"];
        module.WriteOnnx(tuned, parameters, options);
        using GraphRunner runner = new([states]);
        using TensorBuffer<float> expected = (TensorBuffer<float>)runner.Run(batch)[0];
        using OnnxSession file = OnnxSession.Load(tuned);
        using SessionOutputs actual = file.Run([.. batch.Tensors.Where(pair => pair.Key != "target").Select(pair => new SessionInput(pair.Key, pair.Value))]);

        // Only the rounding of the stored half-precision weights stands between them.
        Closeness.Within(expected.Span, actual.Take<float>(0).Span, 2e-2);
        Assert.Equal(new FileInfo(Path).Length, new FileInfo(tuned).Length);
    }
}
