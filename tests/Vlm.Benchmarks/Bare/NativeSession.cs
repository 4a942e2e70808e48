using System.Runtime.CompilerServices;
using Microsoft.ML.OnnxRuntime;
using Vlm.Onnx;

namespace Vlm.Benchmarks.Bare;

/// <summary>
/// ONNX Runtime's session inside one of the library's. Both sides of a ratio run the very same session: two sessions of one
/// file differ among themselves by more than the library adds, because their weights and threads lie elsewhere.
/// </summary>
internal static class NativeSession
{
    public static InferenceSession Of(OnnxSession session) => Field(session);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_session")]
    private static extern ref InferenceSession Field(OnnxSession session);
}
