namespace Vlm.Training;

/// <summary>Takes the weights of a head that was exported earlier, by their names, so that training goes on from it.</summary>
internal static class StoredHead
{
    /// <summary>Fills parameters from a file.</summary>
    /// <param name="path">The .onnx file.</param>
    /// <param name="parameters">The parameters of the same head.</param>
    /// <param name="prefix">Only parameters whose names begin so; null for all.</param>
    /// <exception cref="TrainingException">A parameter is missing in the file, or has another shape there.</exception>
    public static void Fill(string path, ParameterSet parameters, string? prefix = null)
    {
        Dictionary<string, OnnxModuleWeight> stored = OnnxModule.Read(path).Weights.ToDictionary(weight => weight.Name, StringComparer.Ordinal);
        foreach (Parameter parameter in parameters.Where(parameter => prefix is null || parameter.Name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            if (!stored.TryGetValue(parameter.Name, out OnnxModuleWeight? weight) || !weight.Shape.SequenceEqual(parameter.Shape))
            {
                string found = weight is null ? "is not in it" : $"has the shape {TensorBuffer.FormatShape([.. weight.Shape])} in it";
                throw new TrainingException(
                    $"{path}: '{parameter}' {found}: the file is no head of these settings that was trained here. Use the settings that it was trained with, or begin anew.");
            }

            weight.Stored.Unpack().CopyTo(parameter.Values);
        }
    }
}
