namespace Vlm.Onnx;

/// <summary>Finds an output of a session by what it is.</summary>
internal static class SessionOutput
{
    /// <summary>The output of that name, which must be real numbers of that rank.</summary>
    /// <exception cref="ModelFolderException">There is no such output, or it is of another kind.</exception>
    public static TensorSpec Named(OnnxSession session, string name, params ReadOnlySpan<int> ranks)
    {
        TensorSpec output = session.FindOutput(name)
            ?? throw new ModelFolderException(session.Path, $"there is no output '{name}'; found: {string.Join(", ", session.Outputs)}.");
        return IsReal(output) && ranks.Contains(output.Dimensions.Count)
            ? output
            : throw new ModelFolderException(session.Path, $"the output {output} is not what is read from it: real numbers of rank {string.Join(" or ", ranks.ToArray())}.");
    }

    /// <summary>The first of the preferred names, else the first output of that rank that is not excluded; null where there is none.</summary>
    public static TensorSpec? OfRank(OnnxSession session, ReadOnlySpan<int> ranks, ReadOnlySpan<string> preferred, params ReadOnlySpan<string> excluded)
    {
        foreach (string name in preferred)
        {
            if (session.FindOutput(name) is { } output && IsReal(output) && ranks.Contains(output.Dimensions.Count))
            {
                return output;
            }
        }

        foreach (TensorSpec output in session.Outputs)
        {
            if (IsReal(output) && ranks.Contains(output.Dimensions.Count) && !excluded.Contains(output.Name))
            {
                return output;
            }
        }

        return null;
    }

    private static bool IsReal(TensorSpec output) => output.ElementType is TensorElementType.Float32 or TensorElementType.Float16;
}
