using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vlm.Training;

/// <summary>What came out when a model's confidence was fitted.</summary>
public sealed class ConfidenceReport
{
    /// <summary>The CIDEr-D (0 to 10) from which on a caption counts as fitting: what three of four people's captions reach.</summary>
    public required double CaptionThreshold { get; init; }

    /// <summary>Captions of the half that was not fitted.</summary>
    public required ConfidenceFigures Captions { get; init; }

    /// <summary>Answers to the questions of that half; null where there were no questions.</summary>
    public required ConfidenceFigures? Answers { get; init; }

    /// <summary>The same answers with the head's own probabilities in place of the confidence.</summary>
    public required ConfidenceFigures? AnswersBefore { get; init; }

    /// <summary>Pictures of other things; 0 where there were none.</summary>
    public required int OtherPictures { get; init; }

    /// <summary>How often a picture of the half has a higher confidence than a picture of other things, 0 to 1; NaN without such pictures.</summary>
    public required double OthersArea { get; init; }

    /// <summary>The same by the distance from the training pictures alone.</summary>
    public required double OthersAreaByDistance { get; init; }

    /// <summary>The share of the half's captions that are marked as unsure.</summary>
    public required double UnsureShare { get; init; }

    /// <summary>The share of the captions of other things that are marked as unsure; NaN without such pictures.</summary>
    public required double OthersUnsureShare { get; init; }

    /// <summary>The report in lines of text.</summary>
    public string ToText()
    {
        StringBuilder text = new();
        Append(text, $"captions ({Captions.Count} held out, {Captions.Rate * 100:0.0} % fit: CIDEr-D at least {CaptionThreshold:0.000}, which 75 % of people's captions reach)", Captions);
        if (Answers is not null)
        {
            Append(text, $"answers ({Answers.Count} held out, {Answers.Rate * 100:0.0} % right)", Answers);
            Append(text, "answers, by the head's own probability", AnswersBefore!);
        }

        text.Append(CultureInfo.InvariantCulture, $"unsure: {UnsureShare * 100:0.0} % of the held-out captions");
        if (OtherPictures > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $", {OthersUnsureShare * 100:0.0} % of those of {OtherPictures} pictures of other things\npictures of the data against those of other things: AUROC {OthersArea:0.000} by confidence, {OthersAreaByDistance:0.000} by distance alone");
        }

        return text.Append('\n').ToString();
    }

    /// <summary>The report as one JSON object; what is not defined is null.</summary>
    public string ToJson() => ToJsonObject().ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    internal JsonObject ToJsonObject() => new()
    {
        ["captionFitsFromCiderD"] = CaptionThreshold,
        ["captions"] = Figures(Captions),
        ["answers"] = Answers is null ? null : Figures(Answers),
        ["answersByProbability"] = AnswersBefore is null ? null : Figures(AnswersBefore),
        ["otherPictures"] = OtherPictures,
        ["othersArea"] = Number(OthersArea),
        ["othersAreaByDistance"] = Number(OthersAreaByDistance),
        ["unsureShare"] = UnsureShare,
        ["othersUnsureShare"] = Number(OthersUnsureShare),
    };

    private static void Append(StringBuilder text, FormattableString what, ConfidenceFigures figures) => Append(text, what.ToString(CultureInfo.InvariantCulture), figures);

    private static void Append(StringBuilder text, string what, ConfidenceFigures figures) =>
        text.Append(CultureInfo.InvariantCulture, $"{what}: ECE {figures.ExpectedCalibrationError:0.000}, Brier {figures.Brier:0.000}, AUROC {figures.Area:0.000}\n");

    private static JsonObject Figures(ConfidenceFigures figures) => new()
    {
        ["count"] = figures.Count,
        ["rate"] = figures.Rate,
        ["expectedCalibrationError"] = figures.ExpectedCalibrationError,
        ["brier"] = figures.Brier,
        ["area"] = Number(figures.Area),
    };

    private static JsonNode? Number(double value) => double.IsFinite(value) ? value : null;
}
