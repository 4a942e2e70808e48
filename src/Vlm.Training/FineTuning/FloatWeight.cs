using System.Numerics.Tensors;

namespace Vlm.Training;

/// <summary>A weight stored in single precision, or in half precision behind a Cast.</summary>
internal sealed class FloatWeight(string name, string stored, GraphTensor tensor) : StoredWeight(name, tensor.Shape)
{
    public override string Storage => tensor.ElementType.ToString();

    public override float[] Unpack() => tensor.ToSingles()!;

    public override IEnumerable<KeyValuePair<string, GraphTensor>> Pack(ReadOnlySpan<float> values)
    {
        long[] shape = [.. Shape];
        if (tensor.ElementType == TensorElementType.Float32)
        {
            return [KeyValuePair.Create(stored, GraphTensor.Of(TensorElementType.Float32, values, shape))];
        }

        float largest = Math.Abs(TensorPrimitives.MaxMagnitude(values));
        if (!(largest <= (float)Half.MaxValue))
        {
            throw new TrainingException($"'{Name}' has grown to {largest}, which half precision (at most {Half.MaxValue}) cannot hold. Train with a lower learning rate or weight decay.");
        }

        Half[] halves = new Half[values.Length];
        TensorPrimitives.ConvertToHalf(values, halves);
        return [KeyValuePair.Create(stored, GraphTensor.Of<Half>(TensorElementType.Float16, halves, shape))];
    }
}
