using Vlm.Onnx;

namespace Vlm.Tests.Onnx;

public sealed class TensorConversionTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vlm-onnx-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Run_HalfPrecisionSession_TakesAndGivesSinglePrecision()
    {
        using OnnxSession session = Load(TinyOnnx.Float16);
        using TensorBuffer<float> numbers = new(new float[] { 0.5f, -2, 65504, 1e-7f }, [2, 2]);

        using SessionOutputs outputs = session.Run([new("in0", numbers)]);

        Assert.Equal(TensorElementType.Float16, session.Inputs[0].ElementType);
        Assert.Equal([0.5f, -2, 65504, (float)(Half)1e-7f], outputs.Take<float>(0).Span.ToArray());
        Assert.Equal(0, session.LiveInputs);
        Assert.Equal(0, session.LiveOutputs);
    }

    [Fact]
    public void Run_NarrowAndBooleanMasks_AreMadeFromLongOnes()
    {
        using OnnxSession session = Load(TinyOnnx.Int32, TinyOnnx.Bool, TinyOnnx.Float);
        using TensorBuffer<long> mask = new(new long[] { 1, 0, 0, 7 }, [2, 2]);

        using SessionOutputs outputs = session.Run([new("in2", mask), new("in1", mask), new("in0", mask)]);

        Assert.Equal([1, 0, 0, 7], outputs.Take<int>("out0").Span.ToArray());
        Assert.Equal([true, false, false, true], outputs.Take<bool>("out1").Span.ToArray());
        Assert.Equal([1, 0, 0, 7], outputs.Take<float>("out2").Span.ToArray());
    }

    [Fact]
    public void Exists_AnyTwoTypes_SaysWhetherConvertGivesACopy()
    {
        TensorBuffer[] buffers =
        [
            TensorBuffer.Rent<float>(1), TensorBuffer.Rent<Half>(1), TensorBuffer.Rent<double>(1), TensorBuffer.Rent<long>(1),
            TensorBuffer.Rent<int>(1), TensorBuffer.Rent<bool>(1), TensorBuffer.Rent<byte>(1), TensorBuffer.Rent<sbyte>(1),
        ];
        foreach (TensorBuffer from in buffers)
        {
            Array.ForEach(buffers, to =>
            {
                using TensorBuffer? copy = TensorConversion.Convert(Cleared(from), to.ElementType);
                Assert.Equal(copy is not null, TensorConversion.Exists(from.ElementType, to.ElementType));
            });
        }

        Array.ForEach(buffers, buffer => buffer.Dispose());

        // What a rented buffer holds may be a number that the other type has not.
        static TensorBuffer Cleared(TensorBuffer buffer)
        {
            (buffer as TensorBuffer<double>)?.Span.Clear();
            (buffer as TensorBuffer<long>)?.Span.Clear();
            return buffer;
        }
    }

    [Fact]
    public void Take_AnotherType_HasBoth()
    {
        using OnnxSession session = Load(TinyOnnx.Double);
        using TensorBuffer<double> numbers = new(new double[2], [1, 2]);

        using SessionOutputs outputs = session.Run([new("in0", numbers)]);

        Assert.Contains("found Float64 [1,2]", Assert.Throws<TensorShapeException>(() => outputs.Take<float>(0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_EmptyBatch_GivesAnEmptyTensor()
    {
        using OnnxSession session = Load(TinyOnnx.Float);
        using TensorBuffer<float> none = TensorBuffer.Rent<float>(0, 2);

        using SessionOutputs outputs = session.Run([new("in0", none)]);

        Assert.Equal([0, 2], outputs.Take<float>(0).Shape.ToArray());
    }

    private OnnxSession Load(params int[] types)
    {
        string path = Path.Combine(_folder.FullName, "tiny.onnx");
        TinyOnnx.Write(path, types);
        return OnnxSession.Load(path);
    }
}
