using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Vlm.Onnx;

namespace Vlm.Tests.Onnx.Native;

public class NativeApiTests
{
    public static TheoryData<string, int> Functions => new(Enum.GetValues<NativeFunction>().Select(function => (function.ToString(), (int)function)));

    [Theory]
    [MemberData(nameof(Functions))]
    public void NativeFunction_AnyName_HasThePlaceThatThePackageGivesIt(string name, int place)
    {
        // The .NET interface of the same package holds the table as a structure with one pointer for each function.
        Type table = typeof(InferenceSession).Assembly.GetType("Microsoft.ML.OnnxRuntime.OrtApi", throwOnError: true)!;

        Assert.Equal(place * nint.Size, (int)Marshal.OffsetOf(table, name));
    }

    [Fact]
    public void Create_TypeAndShape_CanBeReadBackAndWritten()
    {
        nint value = NativeValue.Create(TensorElementType.Float16, [2, 3, 5]);
        try
        {
            Assert.Equal(Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float16, NativeValue.Read(value, out long[] shape));
            Assert.Equal([2, 3, 5], shape);
            Assert.Equal(2 * 2 * 3 * 5, NativeValue.Bytes(value).Length);
            NativeValue.Bytes(value).Fill(7);
            Assert.Equal(7, NativeValue.Bytes(value)[^1]);
        }
        finally
        {
            NativeValue.Release(value);
        }
    }

    [Fact]
    public unsafe void Over_MemoryThatIsTooSmall_TellsWhatOnnxRuntimeSays()
    {
        float[] numbers = new float[4];
        fixed (float* data = numbers)
        {
            nint pointer = (nint)data;
            VlmException e = Assert.Throws<VlmException>(() => NativeValue.Over((void*)pointer, 16, TensorElementType.Float32, [5]));

            Assert.Contains("ONNX Runtime: ", e.Message, StringComparison.Ordinal);
            Assert.Contains("16", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public unsafe void Over_Memory_ReadsItWhereItIs()
    {
        long[] numbers = [1, 2, 3];
        fixed (long* data = numbers)
        {
            nint value = NativeValue.Over(data, 24, TensorElementType.Int64, [3, 1]);

            Assert.Equal((nint)data, (nint)NativeValue.Data(value));
            Assert.Equal([3, 1], NativeValue.Shape(value));
            NativeValue.Release(value);
        }
    }
}
