using System.Text.Json;
using Vlm.Evaluation;

namespace Vlm.Cli.Output;

/// <summary>A figure with its interval as JSON: <c>{ "value", "interval": [low, high], "n", "reason"? }</c>; null where it is not defined.</summary>
internal static class EstimateJson
{
    public static void WriteEstimate(this Utf8JsonWriter json, string name, Estimate estimate)
    {
        json.WriteStartObject(name);
        json.WriteFinite("value", estimate.Value);
        if (double.IsFinite(estimate.Lower) && double.IsFinite(estimate.Upper))
        {
            json.WriteStartArray("interval");
            json.WriteNumberValue(estimate.Lower);
            json.WriteNumberValue(estimate.Upper);
            json.WriteEndArray();
        }

        json.WriteNumber("n", estimate.SampleSize);
        if (estimate.Reason is { } reason)
        {
            json.WriteString("reason", reason);
        }

        json.WriteEndObject();
    }
}
