using System.Text;
using System.Text.Json.Nodes;

namespace Vlm.Training;

/// <summary>The card of a classifier that was made of a few examples.</summary>
internal static class FewShotCard
{
    public static string Write(FewShotResult result, JsonObject manifest)
    {
        StringBuilder card = new();
        card.Append(FormattableString.Invariant($"# {manifest["name"]?.GetValue<string>()}\n\nAn image classifier of {result.Labels.Count} classes, made of a few examples a class over a frozen image encoder. "));
        card.Append(FormattableString.Invariant($"It is the one of the first draw of {result.Scores.Max(score => score.Shots)} examples a class; the method was chosen on validation.\n\n"));
        card.Append(FormattableString.Invariant($"Accuracy in %, mean over {result.Draws} draws of examples with its 95 % interval, on {result.ScoredPictures} pictures that chose nothing:\n\n| shots | method | accuracy | on the pictures that chose |\n|---|---|---|---|\n"));
        foreach (FewShotScore score in result.Scores)
        {
            string mark = score.IsChosen ? "**" : "";
            card.Append(FormattableString.Invariant($"| {score.Shots} | {mark}{score.Method}{mark} | {score.Accuracy.Value:0.0} ({score.Accuracy.Lower:0.0} to {score.Accuracy.Upper:0.0}) | {score.ValidationAccuracy:0.0} |\n"));
        }

        return card.Append($"\nClasses: {string.Join(", ", result.Labels)}.\n").ToString();
    }
}
