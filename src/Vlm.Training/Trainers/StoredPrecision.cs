using System.Numerics.Tensors;

namespace Vlm.Training;

/// <summary>Brings parameters to the numbers that exported files hold, so that what is scored is what is exported.</summary>
internal static class StoredPrecision
{
    public static void Round(ParameterSet parameters)
    {
        foreach (Parameter parameter in parameters.Where(TensorEncoding.IsHalf))
        {
            Half[] stored = new Half[parameter.Length];
            TensorPrimitives.ConvertToHalf(parameter.Values, stored);
            TensorPrimitives.ConvertToSingle(stored, parameter.Values);
        }
    }
}
