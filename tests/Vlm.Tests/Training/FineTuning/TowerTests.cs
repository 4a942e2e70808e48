using Vlm.Onnx;
using Vlm.Tests.Goldens;
using Vlm.Training;

namespace Vlm.Tests.Training.FineTuning;

/// <summary>The tiny CLIP and SigLIP towers, trained from their files: gradients checked, loss falls, the file gives the same.</summary>
public class TowerTests
{
    [Theory]
    [InlineData("siglip", "vision_model.onnx", "pooler_output", 64, 1e-4)]
    [InlineData("siglip", "text_model.onnx", "pooler_output", 0, 1e-4)]
    [InlineData("clip", "vision_model.onnx", "image_embeds", 48, 1e-4)]
    [InlineData("clip", "text_model.onnx", "text_embeds", 0, 1e-4)]

    // This file computes in half precision.
    [InlineData("clip", "vision_model_fp16.onnx", "image_embeds", 48, 1e-2)]
    public void AddTo_AllTrained_OutputOfTheFileAndFiniteDifferences(string family, string file, string output, int size, double tolerance)
    {
        string path = ModelsFolder.Find("tiny", family, "onnx", file);
        using Tower tower = new(path, output, size);
        using TrainingBatch batch = tower.Batch(2);
        Assert.True(tower.Parameters.Count > 20, $"{tower.Parameters.Count} parameters.");
        Closeness.Within(FileOutput(path, output, batch).AsSpan(), tower.Run(batch).AsSpan(), tolerance);
        FiniteDifferences.Check((tower.Output * tower.Output.Sin()).Mean(), tower.Parameters, batch, step: 1e-2f, tolerance: 5e-3);
    }

    [Theory]
    [InlineData("siglip", "vision_model.onnx", "pooler_output", 64, 2e-5)]
    [InlineData("clip", "vision_model_fp16.onnx", "image_embeds", 48, 2e-2)]
    public void Step_TwoPicturesApart_LossFallsAndTheFileGivesTheSame(string family, string file, string output, int size, double tolerance)
    {
        string path = ModelsFolder.Find("tiny", family, "onnx", file);
        using Tower tower = new(path, output, size);
        using TrainingBatch batch = tower.Batch(4);
        GraphValue unit = tower.Output.L2Normalize();
        GraphValue loss = ContrastiveLosses.InfoNce(unit, tower.Graph.Constant(Words(4, 32, unit), 4, unit.Shape[^1].Size).L2Normalize(), tower.Graph.Constant(2f));
        using TrainingSession session = new(loss, new AdamW(3e-3, 0));
        double first = session.Step(batch).Loss, last = 0;
        for (int i = 0; i < 20; i++)
        {
            last = session.Step(batch).Loss;
        }

        Assert.True(last < first / 2, $"The loss went from {first} to {last}.");
        using TemporaryFolder folder = new();
        tower.Module.WriteOnnx(folder["tuned.onnx"], tower.Parameters);
        Closeness.Within(tower.Run(batch).AsSpan(), FileOutput(folder["tuned.onnx"], output, batch).AsSpan(), tolerance);
    }

    [Fact]
    public void WriteOnnx_Int8Weights_TrainedAndStoredAsInt8()
    {
        string path = ModelsFolder.Find("tiny", "clip", "onnx", "text_model_quantized.onnx");
        OnnxModule module = OnnxModule.Read(path);
        OnnxModuleWeight[] quantized = [.. module.Weights.Where(weight => weight.Storage.StartsWith("Int8", StringComparison.Ordinal) || weight.Storage.StartsWith("UInt8", StringComparison.Ordinal))];
        Assert.True(quantized.Length >= 13, $"{quantized.Length} of {module.Weights.Count} weights are stored as whole numbers.");
        using Tower tower = new(path, "text_embeds", 0);
        using TrainingBatch batch = tower.Batch(3);
        GraphValue loss = tower.Output.MeanSquaredError(tower.Graph.Constant(Words(3, 32, tower.Output), 3, tower.Output.Shape[^1].Size));
        using TrainingSession session = new(loss, new AdamW(3e-3, 0));
        double first = session.Step(batch).Loss, last = 0;
        for (int i = 0; i < 20; i++)
        {
            last = session.Step(batch).Loss;
        }

        using TemporaryFolder folder = new();
        tower.Module.WriteOnnx(folder["tuned.onnx"], tower.Parameters);
        Assert.Equal(new FileInfo(path).Length, new FileInfo(folder["tuned.onnx"]).Length);

        // Measured on the file, with weights and activations rounded to 8 bits, the loss still fell.
        float[] target = Words(3, 32, tower.Output), written = FileOutput(folder["tuned.onnx"], "text_embeds", batch), before = FileOutput(path, "text_embeds", batch);
        double lossAfter = Loss(written, target), lossBefore = Loss(before, target);
        Assert.True(last < first / 2 && lossAfter < 0.7 * lossBefore, $"Training: {first} to {last}; files: {lossBefore} to {lossAfter}.");
    }

    private static double Loss(float[] values, float[] target) => values.Zip(target, (a, b) => ((double)a - b) * (a - b)).Average();

    private static float[] Words(int rows, int seed, GraphValue like)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, rows * (int)like.Shape[^1].Size).Select(_ => (float)(random.NextDouble() - 0.5))];
    }

    private static float[] FileOutput(string path, string output, TrainingBatch batch)
    {
        using OnnxSession session = OnnxSession.Load(path);
        using SessionOutputs outputs = session.Run([.. batch.Tensors.Select(pair => new SessionInput(pair.Key, pair.Value))], [output]);
        return outputs.Take<float>(0).Span.ToArray();
    }

    /// <summary>A tower of a file in a training graph; a picture tower where the size is not 0, else a text tower.</summary>
    private sealed class Tower : IDisposable
    {
        private readonly int _size;

        public Tower(string path, string output, int size)
        {
            _size = size;
            Module = OnnxModule.Read(path);
            GraphValue input = size > 0
                ? Graph.Input("pixel_values", TensorElementType.Float32, "batch", 3, size, size)
                : Graph.Input("input_ids", TensorElementType.Int64, "batch", "sequence");
            Output = Module.AddTo(Graph, Parameters, new Dictionary<string, GraphValue> { [input.Name] = input })[output];
        }

        public OnnxModule Module { get; }

        public TrainingGraph Graph { get; } = new(opset: 18);

        public ParameterSet Parameters { get; } = [];

        public GraphValue Output { get; }

        public TrainingBatch Batch(int rows)
        {
            Random random = new(5);
            if (_size > 0)
            {
                float[] pixels = [.. Enumerable.Range(0, rows * 3 * _size * _size).Select(_ => (float)((2 * random.NextDouble()) - 1))];
                return new TrainingBatch().Add("pixel_values", new TensorBuffer<float>(pixels, [rows, 3, _size, _size]));
            }

            long[] ids = [.. Enumerable.Range(0, rows * 8).Select(_ => (long)random.Next(3, 300))];
            return new TrainingBatch().Add("input_ids", new TensorBuffer<long>(ids, [rows, 8]));
        }

        public float[] Run(TrainingBatch batch)
        {
            using GraphRunner runner = new([Output]);
            using TensorBuffer<float> values = (TensorBuffer<float>)runner.Run(batch)[0];
            return values.Span.ToArray();
        }

        public void Dispose() => Parameters.Dispose();
    }
}
