namespace Vlm.Training;

/// <summary>What is known of an operator's result before it is run.</summary>
/// <param name="ElementType">The type of its elements.</param>
/// <param name="Shape">Its dimensions; null where they are not known.</param>
/// <param name="Contents">What it holds, where it is a list of sizes.</param>
internal readonly record struct InferredValue(TensorElementType ElementType, Dimension[]? Shape, Dimension[]? Contents = null);
