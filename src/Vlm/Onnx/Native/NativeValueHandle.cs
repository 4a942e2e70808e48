using System.Runtime.InteropServices;

namespace Vlm.Onnx;

/// <summary>Owns one of ONNX Runtime's tensors, and releases it even where nobody disposes it.</summary>
internal sealed class NativeValueHandle : SafeHandle
{
    /// <summary>Takes over a value.</summary>
    public NativeValueHandle(nint value)
        : base(0, ownsHandle: true) => SetHandle(value);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeValue.Release(handle);
        return true;
    }
}
