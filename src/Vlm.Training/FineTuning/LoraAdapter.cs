using System.Numerics.Tensors;

namespace Vlm.Training;

/// <summary>The two parameters beside a frozen weight, and their sum with it.</summary>
internal static class LoraAdapter
{
    /// <summary>A [in, r] and B [r, out], added where they are not there yet.</summary>
    public static (Parameter A, Parameter B) Parameters(ParameterSet parameters, FineTuningOptions options, OnnxModuleWeight weight)
    {
        (long inputs, long outputs) = weight.Operand == ProductOperand.Transposed ? (weight.Shape[1], weight.Shape[0]) : (weight.Shape[0], weight.Shape[1]);
        long rank = options.Lora!.Rank;
        string name = options.Prefix + weight.Name;
        return (
            parameters.GetOrAdd($"{name}.lora_a", [inputs, rank], Initialization.KaimingUniform),
            parameters.GetOrAdd($"{name}.lora_b", [rank, outputs], Initialization.Zeros));
    }

    /// <summary>W + α/r A B; null where the weight has no adapter in the set.</summary>
    public static float[]? Merge(ParameterSet parameters, FineTuningOptions options, OnnxModuleWeight weight)
    {
        string name = options.Prefix + weight.Name;
        if (!parameters.TryGet($"{name}.lora_a", out Parameter? a) || !parameters.TryGet($"{name}.lora_b", out Parameter? b))
        {
            return null;
        }

        int inputs = (int)a.Shape[0], outputs = (int)b.Shape[1], rank = (int)a.Shape[1];
        float[] merged = weight.Stored.Unpack(), row = new float[outputs];
        bool isTransposed = weight.Operand == ProductOperand.Transposed;
        for (int i = 0; i < inputs; i++)
        {
            Array.Clear(row);
            for (int k = 0; k < rank; k++)
            {
                TensorPrimitives.MultiplyAdd(b.Values.Slice(k * outputs, outputs), a.Values[(i * rank) + k] * options.Lora!.Scale, row, row);
            }

            for (int j = 0; j < outputs; j++)
            {
                merged[isTransposed ? (j * inputs) + i : (i * outputs) + j] += row[j];
            }
        }

        return merged;
    }
}
