namespace Vlm.Onnx;

/// <summary>The numbers from which it is told whether a caption or an answer fits. The trainer and the model compute the same ones.</summary>
internal static class ConfidenceSignals
{
    public static readonly string[] CaptionNames = ["meanLogProbability", "leastLogProbability", "agreement", "distance"];

    public static readonly string[] AnswerNames = ["logProbability", "logMargin", "distance"];

    /// <summary>The smallest margin that is told apart, and the greatest: a second answer of probability 0 is no more than that.</summary>
    private const double GreatestMargin = 20;

    /// <param name="logProbabilities">Of the caption's tokens; at least one.</param>
    /// <param name="agreement">The cosine of caption and picture in the joint space.</param>
    /// <param name="distance">Of the picture from the training pictures.</param>
    public static double[] OfCaption(IReadOnlyList<float> logProbabilities, float agreement, float distance) =>
        [logProbabilities.Average(), logProbabilities.Min(), agreement, distance];

    /// <param name="first">The probability of the best answer.</param>
    /// <param name="second">Of the second best; 0 where there is none.</param>
    /// <param name="distance">Of the picture from the training pictures.</param>
    public static double[] OfAnswer(double first, double second, float distance)
    {
        double log = Math.Log(Math.Max(first, 1e-9));
        return [log, Math.Min(GreatestMargin, log - Math.Log(Math.Max(second, 1e-9))), distance];
    }
}
