using Vlm.Onnx;
using Vlm.Tests.Goldens;
using Vlm.Training;

namespace Vlm.Tests.Training;

/// <summary>Exported graphs: ONNX Runtime loads them, they compute the same, and equal graphs give equal bytes.</summary>
public class GraphExportTests
{
    [Theory]
    [InlineData(17)]
    [InlineData(18)]
    [InlineData(19)]
    [InlineData(20)]
    public void WriteOnnx_Head_LoadsWithItsOpsetAndGivesTheSame(int opset)
    {
        using TemporaryFolder folder = new();
        using ParameterSet parameters = new(1);
        GraphValue output = Head(parameters, opset, isTraining: false);
        output.Graph.WriteOnnx(folder["head.onnx"], ("logits", output));
        Assert.Equal(opset, OnnxFileReader.Read(folder["head.onnx"]).Opset);
        using OnnxSession session = OnnxSession.Load(folder["head.onnx"]);
        Assert.Equal(["x: Float32 [?,6]"], session.Inputs.Select(input => input.ToString()));
        Assert.Equal(["logits: Float32 [?,3]"], session.Outputs.Select(value => value.ToString()));
        using GraphRunner runner = new([output]);
        using TrainingBatch batch = Batch();
        using TensorBuffer<float> expected = (TensorBuffer<float>)runner.Run(batch)[0];
        using SessionOutputs actual = session.Run([new SessionInput("x", batch.Tensors["x"])]);
        Closeness.Within(expected.Span, actual.Take<float>(0).Span, 1e-6);
    }

    [Fact]
    public void WriteOnnx_SameGraphTwice_SameBytes()
    {
        using TemporaryFolder folder = new();
        foreach (string name in new[] { "a", "b" })
        {
            using ParameterSet parameters = new(1);
            GraphValue output = Head(parameters, 17, isTraining: false);
            output.Graph.WriteOnnx(folder[name], ("logits", output));
        }

        Assert.Equal(File.ReadAllBytes(folder["a"]), File.ReadAllBytes(folder["b"]));
    }

    [Fact]
    public void WriteOnnx_HalfPrecision_HalfTheBytesAndNearlyTheSame()
    {
        using TemporaryFolder folder = new();
        using ParameterSet parameters = new(1);
        TrainingGraph graph = new();
        GraphValue output = new LayerScope(graph, parameters).Linear(graph.Input("x", TensorElementType.Float32, "batch", 64), "layer", 64);
        graph.WriteOnnx(folder["single"], ("y", output));
        parameters["layer.weight"].Storage = ParameterStorage.Float16;
        graph.WriteOnnx(folder["half"], ("y", output));
        Assert.InRange(new FileInfo(folder["single"]).Length - new FileInfo(folder["half"]).Length, 2 * 4096 - 200, 2 * 4096);
        using OnnxSession single = OnnxSession.Load(folder["single"]), half = OnnxSession.Load(folder["half"]);
        using TensorBuffer<float> x = new(Enumerable.Range(0, 64).Select(i => MathF.Sin(i)).ToArray(), [1, 64]);
        using SessionOutputs expected = single.Run([new SessionInput("x", x)]), actual = half.Run([new SessionInput("x", x)]);
        Closeness.Within(expected.Take<float>(0).Span, actual.Take<float>(0).Span, 2e-3);
    }

    [Fact]
    public void WriteOnnx_GraphThatDrops_Refused()
    {
        using TemporaryFolder folder = new();
        using ParameterSet parameters = new(1);
        GraphValue output = Head(parameters, 17, isTraining: true);
        Assert.Contains("isTraining: false", Assert.Throws<GraphException>(() => output.Graph.WriteOnnx(folder["head.onnx"], ("logits", output))).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void WriteOnnx_FolderMissing_OldFilesStayAndNothingIsLeftAside()
    {
        using TemporaryFolder folder = new();
        using ParameterSet parameters = new(1);
        GraphValue output = Head(parameters, 17, isTraining: false);
        Assert.ThrowsAny<IOException>(() => output.Graph.WriteOnnx(Path.Combine(folder["none"], "head.onnx"), ("logits", output)));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    private static GraphValue Head(ParameterSet parameters, int opset, bool isTraining)
    {
        TrainingGraph graph = new(opset, isTraining);
        LayerScope scope = new(graph, parameters);
        GraphValue x = graph.Input("x", TensorElementType.Float32, "batch", 6);
        return scope.Linear(scope.LayerNormalization(scope.Linear(x, "first", 8).Gelu().Dropout(0.5f), "norm"), "second", 3).LogSoftmax();
    }

    private static TrainingBatch Batch() => new TrainingBatch().Add("x", new TensorBuffer<float>(Enumerable.Range(0, 12).Select(i => MathF.Cos(i)).ToArray(), [2, 6]));
}
