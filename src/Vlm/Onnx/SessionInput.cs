namespace Vlm.Onnx;

/// <summary>A tensor that is fed to a session under a name, without a copy.</summary>
/// <param name="Name">The name that the session declares.</param>
/// <param name="Tensor">The elements; the caller keeps them.</param>
/// <param name="Shape">Another shape of as many elements, such as [B,N,D] for rows [B*N,D]; null for the tensor's own.</param>
internal readonly record struct SessionInput(string Name, TensorBuffer Tensor, long[]? Shape = null);
