namespace Vlm.Tests.Goldens;

/// <summary>Compares a tensor with one of a reference file: type, shape, and every element.</summary>
internal static class TensorAssert
{
    public static void Near(SafetensorsFile file, string name, TensorBuffer actual, double tolerance)
    {
        Assert.Equal(file.Shape(name), actual.Shape.ToArray());
        switch (actual)
        {
            case TensorBuffer<float> floats:
                Assert.Equal("F32", file.Dtype(name));
                Closeness.Within(file.Floats(name), floats.Span, tolerance);
                break;
            case TensorBuffer<long> longs:
                Assert.Equal("I64", file.Dtype(name));
                Assert.Equal(file.Longs(name), longs.Span);
                break;
            case TensorBuffer<int> ints:
                Assert.Equal("I32", file.Dtype(name));
                Assert.Equal(file.Longs(name), ints.Span.ToArray().Select(v => (long)v));
                break;
            case TensorBuffer<byte> bytes:
                Assert.Equal("U8", file.Dtype(name));
                Assert.Equal(file.Bytes(name), bytes.Span);
                break;
            default:
                Assert.Fail($"{name}: {actual} is of no type that processors give.");
                break;
        }
    }
}
