using Vlm.Onnx;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Onnx;

public sealed class LogSumExpTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(2888)]
    public void Of_RandomValues_EqualsDoublePrecision(int length)
    {
        Random random = new(length);
        float[] values = [.. Enumerable.Range(0, length).Select(_ => (float)(random.NextDouble() * 40) - 20)];
        double expected = Math.Log(values.Sum(v => Math.Exp(v)));

        Assert.Equal(expected, LogSumExp.Of(values), 1e-5);
    }

    [Fact]
    public void Of_LargeAndInfiniteValues_DoesNotOverflow()
    {
        Assert.Equal(1000 + Math.Log(2), LogSumExp.Of([1000, 1000, float.NegativeInfinity]), 1e-4);
        Assert.Equal(float.NegativeInfinity, LogSumExp.Of([float.NegativeInfinity]));
    }

    [Fact]
    public void Normalize_Rows_SumToOne()
    {
        using TensorBuffer<float> rows = new(new float[] { 0, 0, 1, 3 }, [2, 2]);

        LogSumExp.Normalize(rows);

        Closeness.Within([MathF.Log(0.5f), MathF.Log(0.5f), -2.126928f, -0.126928f], rows.Span, 1e-6);
    }
}
