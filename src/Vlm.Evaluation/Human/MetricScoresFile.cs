using System.Text.Json;
using Vlm.Evaluation.Reading;

namespace Vlm.Evaluation;

/// <summary>Reads metrics' scores of each picture: the JSON that <c>vlm metrics caption --json</c> writes. Members are thread-safe.</summary>
public static class MetricScoresFile
{
    /// <summary>Reads one file a system: <c>{ "perImage": { id: { metric: number } } }</c>.</summary>
    /// <param name="files">The file of each system, by the system's name in the key.</param>
    /// <param name="key">The key to the page, whose systems and items are meant.</param>
    /// <returns>The metrics that the files have, in the order of their names.</returns>
    /// <exception cref="DataSetException">A file cannot be read or is not as described; names file and place.</exception>
    /// <exception cref="EvaluationException">The key knows no such system.</exception>
    public static IReadOnlyList<MetricScores> Read(IReadOnlyDictionary<string, string> files, RatingKey key)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(key);
        var byMetric = new SortedDictionary<string, Dictionary<(string, string), double>>(StringComparer.Ordinal);
        foreach ((string system, string file) in files)
        {
            if (!key.Systems.Contains(system))
            {
                throw new EvaluationException($"The key knows no system {system}; it has {string.Join(", ", key.Systems)}.", system);
            }

            JsonNode pictures = DataFile.ReadJson(file).Require("perImage", "the scores of each picture, as 'vlm metrics caption --json' writes them");
            foreach ((string item, JsonNode scores) in pictures.Members())
            {
                // Only numbers are scores: a figure that is not defined is an object with its reason, and stays out.
                foreach ((string metric, JsonNode score) in scores.Members().Where(score => score.Value.Element.ValueKind == JsonValueKind.Number))
                {
                    byMetric.TryAdd(metric, []);
                    byMetric[metric][(item, system)] = score.Element.GetDouble();
                }
            }
        }

        return [.. byMetric.Select(pair => new MetricScores { Metric = pair.Key, Scores = pair.Value })];
    }
}
