using Microsoft.ML.OnnxRuntime;
using OrtType = Microsoft.ML.OnnxRuntime.Tensors.TensorElementType;

namespace Vlm.Onnx;

/// <summary>ONNX Runtime's tensors by their handles. Whoever makes or is given one releases it, once.</summary>
internal static unsafe class NativeValue
{
    private static readonly delegate* unmanaged<nint, long*, nuint, int, nint*, nint> CreateTensor =
        (delegate* unmanaged<nint, long*, nuint, int, nint*, nint>)NativeApi.Of(NativeFunction.CreateTensorAsOrtValue);

    private static readonly delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint> CreateTensorWithData =
        (delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)NativeApi.Of(NativeFunction.CreateTensorWithDataAsOrtValue);

    private static readonly delegate* unmanaged<nint, void**, nint> GetData = (delegate* unmanaged<nint, void**, nint>)NativeApi.Of(NativeFunction.GetTensorMutableData);
    private static readonly delegate* unmanaged<nint, nint*, nint> GetInfo = (delegate* unmanaged<nint, nint*, nint>)NativeApi.Of(NativeFunction.GetTensorTypeAndShape);
    private static readonly delegate* unmanaged<nint, int*, nint> GetElementType = (delegate* unmanaged<nint, int*, nint>)NativeApi.Of(NativeFunction.GetTensorElementType);
    private static readonly delegate* unmanaged<nint, nuint*, nint> GetRank = (delegate* unmanaged<nint, nuint*, nint>)NativeApi.Of(NativeFunction.GetDimensionsCount);
    private static readonly delegate* unmanaged<nint, long*, nuint, nint> GetDimensions = (delegate* unmanaged<nint, long*, nuint, nint>)NativeApi.Of(NativeFunction.GetDimensions);
    private static readonly delegate* unmanaged<nint, void> ReleaseInfo = (delegate* unmanaged<nint, void>)NativeApi.Of(NativeFunction.ReleaseTensorTypeAndShapeInfo);
    private static readonly delegate* unmanaged<nint, void> ReleaseValue = (delegate* unmanaged<nint, void>)NativeApi.Of(NativeFunction.ReleaseValue);

    /// <summary>A tensor in memory of ONNX Runtime's; its contents are undefined.</summary>
    public static nint Create(TensorElementType type, ReadOnlySpan<long> shape)
    {
        nint value;
        fixed (long* dimensions = shape)
        {
            NativeApi.Check(CreateTensor(OrtAllocator.DefaultInstance.DangerousGetHandle(), dimensions, (nuint)shape.Length, (int)ElementTypes.ToOrt(type), &value));
        }

        return value;
    }

    /// <summary>A tensor over memory that stays where it is until the last use of the value.</summary>
    public static nint Over(void* data, long bytes, TensorElementType type, ReadOnlySpan<long> shape)
    {
        nint value;
        fixed (long* dimensions = shape)
        {
            NativeApi.Check(CreateTensorWithData(
                OrtMemoryInfo.DefaultInstance.DangerousGetHandle(), data, (nuint)bytes, dimensions, (nuint)shape.Length, (int)ElementTypes.ToOrt(type), &value));
        }

        return value;
    }

    public static void Release(nint value) => ReleaseValue(value);

    /// <summary>The elements, where they stand.</summary>
    public static void* Data(nint value)
    {
        void* data;
        NativeApi.Check(GetData(value, &data));
        return data;
    }

    /// <summary>The elements as bytes.</summary>
    public static Span<byte> Bytes(nint value)
    {
        long length = SizeOf(Read(value, out long[] shape));
        foreach (long dimension in shape)
        {
            length *= dimension;
        }

        return new Span<byte>(Data(value), checked((int)length));
    }

    public static long[] Shape(nint value)
    {
        Read(value, out long[] shape);
        return shape;
    }

    /// <summary>Reads a tensor's shape and the type of its elements, which may be one that this library does not know.</summary>
    public static OrtType Read(nint value, out long[] shape)
    {
        nint info;
        NativeApi.Check(GetInfo(value, &info));
        try
        {
            nuint rank;
            int type;
            NativeApi.Check(GetRank(info, &rank));
            NativeApi.Check(GetElementType(info, &type));
            shape = new long[rank];
            fixed (long* dimensions = shape)
            {
                NativeApi.Check(GetDimensions(info, dimensions, rank));
            }

            return (OrtType)type;
        }
        finally
        {
            ReleaseInfo(info);
        }
    }

    private static int SizeOf(OrtType type) =>
        ElementTypes.SizeOf(ElementTypes.FromOrt(type) ?? throw new UnsupportedModelException($"A tensor has elements of type {type}, which are not read."));
}
