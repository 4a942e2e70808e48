using Vlm.Tests.Goldens;
using Vlm.Training;

namespace Vlm.Tests.Training;

/// <summary>Every operator, layer and loss against PyTorch in double precision (tests/golden/gradients/README.md).</summary>
public class OperatorGoldenTests
{
    private const double Tolerance = 1e-5;

    public static TheoryData<string> Cases => [.. GradientCase.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_GoldenCase_EqualToPyTorch(string name)
    {
        GradientCase golden = GradientCase.Find(name);
        using CaseGraph graph = CaseGraph.Build(golden);
        using GraphRunner runner = new(graph.Outputs);
        IReadOnlyList<TensorBuffer> outputs = runner.Run(graph.Batch);
        for (int i = 0; i < outputs.Count; i++)
        {
            using TensorBuffer<float> output = (TensorBuffer<float>)outputs[i];
            Assert.Equal(golden.OutputShape(i), output.Shape);
            Near(golden.Output(i), output.Span);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_GoldenCase_EqualToPyTorch(string name)
    {
        GradientCase golden = GradientCase.Find(name);
        using CaseGraph graph = CaseGraph.Build(golden);
        using TrainingSession session = new(graph.Loss(), new AdamW(0));
        session.Differentiate(graph.Batch);
        foreach (string input in golden.GradientsOf)
        {
            float[] expected = golden.Gradient(input);

            // The last row is all zeros, where the gradient is 1e12 times the upstream one: compared by itself.
            int apart = name == "l2_normalise_eps" ? expected.Length - 8 : expected.Length;
            ReadOnlySpan<float> actual = session.GradientOf(graph.Parameters[input]);
            Near(expected.AsSpan(0, apart), actual[..apart]);
            Near(expected.AsSpan(apart), actual[apart..]);
        }
    }

    private static void Near(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        double largest = 1;
        foreach (float value in expected)
        {
            largest = float.IsFinite(value) ? Math.Max(largest, Math.Abs(value)) : largest;
        }

        Closeness.Within(expected, actual, Tolerance * largest);
    }
}
