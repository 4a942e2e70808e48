using System.Text.Json;

namespace Vlm.Evaluation;

/// <summary>Retrieval as JSON.</summary>
internal static class RetrievalJson
{
    private static readonly int[] Cutoffs = [1, 5, 10];

    public static void Write(RetrievalEvaluation evaluation, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteDirection(json, "image_to_text", evaluation, scores => scores.ImageToText, evaluation.TopCaptions);
        WriteDirection(json, "text_to_image", evaluation, scores => scores.TextToImage, evaluation.TopPictures);
        json.WriteFinite("rsum", evaluation.ByRule[TieRule.Pessimistic].RecallSum);
        json.WriteFinite("rsum_index", evaluation.ByRule[TieRule.Index].RecallSum);
        json.WriteFigures(evaluation.Figures);
        json.WriteWarnings(evaluation.Warnings);
        json.WriteEndObject();
    }

    public static void Write(GradedData data, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (bool exponential in (bool[])[false, true])
        {
            foreach (int k in Cutoffs.Append(data.Items).Where(k => k <= data.Items).Distinct())
            {
                json.WriteNumbers($"ndcg_{(exponential ? "exponential" : "linear")}@{k}", Enumerable.Range(0, data.Scores.Length / data.Items)
                    .Select(query => GradedRelevance.Ndcg(data.Scores.Span.Slice(query * data.Items, data.Items), data.Gains.Span.Slice(query * data.Items, data.Items), k, exponential)));
            }
        }

        json.WriteWarnings(data.Warnings);
        json.WriteEndObject();
    }

    // Precision and gain of each query follow the order that most programs sort in; the figures to report are under "metrics".
    private static void WriteDirection(Utf8JsonWriter json, string name, RetrievalEvaluation evaluation, Func<RetrievalScores, RetrievalDirection> directionOf, IReadOnlyList<IReadOnlyList<int>> top)
    {
        json.WriteStartObject(name);
        foreach ((TieRule rule, string key) in ((TieRule, string)[])[(TieRule.Pessimistic, "rank_pessimistic"), (TieRule.Optimistic, "rank_optimistic"), (TieRule.Mean, "rank_mean"), (TieRule.Index, "rank_index")])
        {
            RankSummary best = directionOf(evaluation.ByRule[rule]).Best;
            json.WriteStartObject(key);
            foreach (int k in Cutoffs)
            {
                json.WriteFinite($"R@{k}", 100 * best.RecallAt(k));
            }

            json.WriteFinite("median", best.Median);
            json.WriteFinite("mean", best.Mean);
            json.WriteFinite("mrr", best.MeanReciprocalRank);
            json.WriteNumbers("ranks", best.Ranks);
            json.WriteEndObject();
        }

        RetrievalDirection index = directionOf(evaluation.ByRule[TieRule.Index]);
        json.WriteFinite("map", index.MeanAveragePrecision);
        json.WriteFinite("r_precision", index.RPrecision);
        WriteByCutoff(json, "mean_ndcg", index.Ndcg);
        WriteByCutoff(json, "true_recall", index.TrueRecall);
        json.WriteNumbers("ap", index.Queries.Select(query => query.AveragePrecision));
        json.WriteStartObject("ndcg");
        foreach (int k in Cutoffs)
        {
            json.WriteNumbers($"{k}", index.Queries.Select(query => query.Ndcg(k)));
        }

        json.WriteEndObject();
        json.WriteStartArray("top10");
        foreach (IReadOnlyList<int> items in top)
        {
            json.WriteStartArray();
            foreach (int item in items)
            {
                json.WriteNumberValue(item);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteByCutoff(Utf8JsonWriter json, string name, Func<int, double> value)
    {
        json.WriteStartObject(name);
        foreach (int k in Cutoffs)
        {
            json.WriteFinite($"{k}", value(k));
        }

        json.WriteEndObject();
    }
}
