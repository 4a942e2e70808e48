using Vlm.Onnx;

namespace Vlm.Heads;

/// <summary>The scores [B,K] of a classification head's file, checked against its labels.</summary>
internal static class ScoreOutput
{
    /// <exception cref="ModelFolderException">There are no labels, no scores, or not as many of one as of the other.</exception>
    public static string[] Of(OnnxSession session, IReadOnlyList<string> labels)
    {
        if (labels.Count == 0)
        {
            throw new ModelFolderException(session.Path, "there are no labels for its scores (0 found). Give the list of answers that the head was trained on.");
        }

        TensorSpec output = SessionOutput.OfRank(session, [2], ["logits", "log_probabilities"])
            ?? throw new ModelFolderException(session.Path, $"a head gives scores [B,K]; found: {string.Join(", ", session.Outputs)}.");
        return output.Dimensions[1] < 0 || output.Dimensions[1] == labels.Count
            ? [output.Name]
            : throw new ModelFolderException(
                session.Path, $"it scores {output.Dimensions[1]} answers, but there are {labels.Count} labels. Give the list that the head was trained on.");
    }
}
