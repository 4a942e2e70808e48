namespace Vlm.Evaluation;

/// <summary>What every form of a report says in the same words.</summary>
internal static class ReportText
{
    public static IEnumerable<(string Name, string Value)> Provenance(RunHeader run)
    {
        yield return ("model", run.ModelName);
        yield return ("model hash", run.ModelHash);
        yield return ("data", $"{run.DataName}, {run.Split}, {run.Items} pictures");
        yield return ("data hash", run.DataHash);
        yield return ("settings", run.Settings.Count == 0 ? "the model's own" : string.Join(", ", run.Settings.Select(setting => $"{setting.Key} = {setting.Value}")));
        yield return ("pictures together", run.BatchSize.ToString());
    }
}
