using Vlm.Tests.Goldens;
using Vlm.Training;

namespace Vlm.Tests.Training;

/// <summary>An MLP head with dropout and two towers with a learned temperature, against PyTorch in double precision.</summary>
public class HeadsGoldenTests
{
    private const double Tolerance = 1e-5;

    private static SafetensorsFile Golden => SafetensorsFile.Read(GoldenFolder.Path("gradients", "heads.safetensors"));

    [Fact]
    public void Differentiate_MlpWithDropout_EqualToPyTorch()
    {
        SafetensorsFile golden = Golden;
        using ParameterSet parameters = Read(golden, "mlp.param.");
        TrainingGraph graph = new();
        GraphValue P(string name) => graph.Use(parameters[name]);
        GraphValue x = graph.Input("x", TensorElementType.Float32, "batch", 10), y = graph.Input("y", TensorElementType.Int64, "batch");
        GraphValue mask = graph.Input("mask", TensorElementType.Float32, "batch", 8);
        GraphValue hidden = ((x.MatMul(P("w1")) + P("b1")).Relu().MatMul(P("w2")) + P("b2")).Gelu() * mask / 0.8f;
        GraphValue loss = (hidden.MatMul(P("w3")) + P("b3")).CrossEntropy(y);
        using TrainingBatch batch = new TrainingBatch().Add("x", golden.Tensor("mlp.x")).Add("y", golden.LongTensor("mlp.y"))
            .Add("mask", new TensorBuffer<float>(Array.ConvertAll(golden.Longs("mlp.dropout_mask"), value => (float)value), golden.Shape("mlp.dropout_mask")));
        Equal(golden, "mlp", loss, parameters, batch);
    }

    [Fact]
    public void Differentiate_TwoTowers_EqualToPyTorch()
    {
        SafetensorsFile golden = Golden;
        using ParameterSet parameters = Read(golden, "towers.param.");
        TrainingGraph graph = new();
        GraphValue P(string name) => graph.Use(parameters[name]);
        GraphValue picture = graph.Input("image", TensorElementType.Float32, "batch", 9), words = graph.Input("text", TensorElementType.Float32, "batch", 7);
        GraphValue image = (picture.MatMul(P("image.w")) + P("image.b")).L2Normalize();
        GraphValue text = (words.MatMul(P("text.w1")) + P("text.b1")).Silu().MatMul(P("text.w2")).L2Normalize();
        GraphValue loss = ContrastiveLosses.InfoNce(image, text, P("logit_scale").Reshape());
        using TrainingBatch batch = new TrainingBatch().Add("image", golden.Tensor("towers.image")).Add("text", golden.Tensor("towers.text"));
        Equal(golden, "towers", loss, parameters, batch);
    }

    private static void Equal(SafetensorsFile golden, string name, GraphValue loss, ParameterSet parameters, TrainingBatch batch)
    {
        using TrainingSession session = new(loss, new Sgd(0));
        Closeness.Within(golden.Floats($"{name}.loss")[0], session.Differentiate(batch), Tolerance);
        Assert.All(parameters, parameter => Closeness.Within(golden.Floats($"{name}.grad.{parameter.Name}"), session.GradientOf(parameter), Tolerance));
    }

    private static ParameterSet Read(SafetensorsFile golden, string prefix)
    {
        ParameterSet parameters = [];
        foreach (string name in golden.Names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            parameters.Add(name[prefix.Length..], golden.Shape(name), Initialization.Values(golden.Floats(name)));
        }

        return parameters;
    }
}
