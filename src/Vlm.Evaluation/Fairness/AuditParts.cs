using System.Text.Json;
using Vlm.Evaluation.Reading;

namespace Vlm.Evaluation;

/// <summary>The parts of an audit file: everything is read and checked first, then a model is asked for what the file does not give.</summary>
internal static class AuditParts
{
    private static readonly string[] AssociationSets = ["x", "y", "a", "b"];

    public static FairnessAuditPart Ranking(JsonNode node)
    {
        string name = node.Text("name");
        JsonNode[] items = [.. node.Items("items")];
        string[] groups = [.. items.Select(item => item.Text("group"))];
        int[]? tops = node.Has("k") ? [.. node.Items("k").Select(k => k.Whole(1, int.MaxValue))] : null;
        double[]? scores = FairnessAuditFile.Gives(items, "score") ? [.. items.Select(item => item.Require("score", "a number").Number())] : null;
        string[] images = scores is null ? [.. items.Select(item => item.Text("image"))] : [];
        string query = scores is null ? node.Text("query") : "";
        return async (source, options, cancellationToken) =>
        {
            double[] values = scores ?? Cosines(await source.EmbedImagesAsync(images).ConfigureAwait(false), (await source.EmbedTextsAsync([query]).ConfigureAwait(false))[0]);
            return RankingAudit.Run(name, values, groups, tops, options, cancellationToken);
        };
    }

    public static FairnessAuditPart Decisions(JsonNode node)
    {
        string name = node.Text("name");
        JsonNode[] items = [.. node.Items("items")];
        string[] groups = [.. items.Select(item => item.Text("group"))];
        bool[] labels = [.. items.Select(item => item.Require("label", "true or false").Flag())];
        bool[]? predictions = FairnessAuditFile.Gives(items, "prediction") ? [.. items.Select(item => item.Require("prediction", "true or false").Flag())] : null;
        string[] images = predictions is null ? [.. items.Select(item => item.Text("image"))] : [];
        string question = predictions is null ? node.Text("question") : "";
        string yes = predictions is null ? node.Find("yes")?.Text() ?? "yes" : "";
        return async (source, options, cancellationToken) =>
        {
            bool[] decided = predictions
                ?? [.. (await source.AnswerAsync(images, question).ConfigureAwait(false)).Select(answer => string.Equals(answer.Trim(), yes, StringComparison.OrdinalIgnoreCase))];
            return DecisionAudit.Run(name, labels, decided, groups, options, cancellationToken);
        };
    }

    public static FairnessAuditPart Association(JsonNode node)
    {
        string name = node.Text("name");
        JsonNode[][] sets = [.. AssociationSets.Select(set => node.Items(set).ToArray())];
        return async (source, options, cancellationToken) =>
        {
            var vectors = new ReadOnlyMemory<double>[sets.Length][];
            for (int i = 0; i < sets.Length; i++)
            {
                vectors[i] = [.. (await VectorsAsync(sets[i], source).ConfigureAwait(false)).Select(vector => new ReadOnlyMemory<double>(vector))];
            }

            return AssociationAudit.Run(name, vectors[0], vectors[1], vectors[2], vectors[3], options, cancellationToken);
        };
    }

    public static FairnessAuditPart Counterfactual(JsonNode node)
    {
        string name = node.Text("name");
        JsonNode[] pairs = [.. node.Items("pairs")];
        JsonNode[] first = [.. pairs.Select(pair => pair.Require("first", "a score, a text or { \"image\" }"))];
        JsonNode[] second = [.. pairs.Select(pair => pair.Require("second", "a score, a text or { \"image\" }"))];
        bool scored = first.Length > 0 && first[0].Element.ValueKind == JsonValueKind.Number;
        double[]? scoresOfFirst = scored ? [.. first.Select(score => score.Number())] : null;
        double[]? scoresOfSecond = scored ? [.. second.Select(score => score.Number())] : null;
        JsonNode[] against = scored ? [] : [.. pairs.Select(pair => pair.Find("image") is null ? pair.Require("text", "the text that both pictures are scored with, or an image") : pair)];
        return async (source, options, cancellationToken) =>
        {
            if (!scored)
            {
                double[][] common = await VectorsAsync(against, source).ConfigureAwait(false);
                scoresOfFirst = [.. (await VectorsAsync(first, source).ConfigureAwait(false)).Select((vector, i) => Cosine(vector, common[i]))];
                scoresOfSecond = [.. (await VectorsAsync(second, source).ConfigureAwait(false)).Select((vector, i) => Cosine(vector, common[i]))];
            }

            return CounterfactualAudit.Run(name, scoresOfFirst!, scoresOfSecond!, options, cancellationToken);
        };
    }

    public static FairnessAuditPart Leakage(JsonNode node)
    {
        string name = node.Text("name");
        JsonNode[] items = [.. node.Items("items")];
        string[] groups = [.. items.Select(item => item.Text("group"))];
        string[]? captions = FairnessAuditFile.Gives(items, "caption") ? [.. items.Select(item => item.Text("caption"))] : null;
        string[]? references = FairnessAuditFile.Gives(items, "reference") ? [.. items.Select(item => item.Text("reference"))] : null;
        string[] images = captions is null ? [.. items.Select(item => item.Text("image"))] : [];
        Dictionary<string, IReadOnlyList<string>>? words = node.Find("words")?.Members().ToDictionary(
            member => member.Name, member => (IReadOnlyList<string>)[.. node.Require("words", "words by group").Items(member.Name).Select(word => word.Text())]);
        return async (source, options, cancellationToken) => LeakageAudit.Run(
            name, captions ?? await source.CaptionAsync(images).ConfigureAwait(false), groups, references, words, options, cancellationToken);
    }

    // Texts, { "image" } or vectors; all of one kind, so that one batch embeds them.
    private static async Task<double[][]> VectorsAsync(JsonNode[] nodes, AuditSource source)
    {
        JsonValueKind kind = nodes.Length == 0 ? JsonValueKind.Array : nodes[0].Element.ValueKind;
        if (nodes.Where(node => node.Element.ValueKind != kind).Select(node => (JsonNode?)node).FirstOrDefault() is { } other)
        {
            throw other.Wrong("a list holds either texts, or pictures, or vectors.");
        }

        return kind switch
        {
            JsonValueKind.String => await source.EmbedTextsAsync([.. nodes.Select(node => node.Text())]).ConfigureAwait(false),
            JsonValueKind.Object => await source.EmbedImagesAsync([.. nodes.Select(node => node.Text("image"))]).ConfigureAwait(false),
            JsonValueKind.Array => [.. nodes.Select(Vector)],
            _ => throw nodes[0].Unexpected("a text, { \"image\" } or a vector"),
        };
    }

    private static double[] Vector(JsonNode node) => node.Element.EnumerateArray().All(value => value.ValueKind == JsonValueKind.Number)
        ? [.. node.Element.EnumerateArray().Select(value => value.GetDouble())]
        : throw node.Unexpected("a vector of numbers");

    private static double[] Cosines(double[][] vectors, double[] query) => [.. vectors.Select(vector => Cosine(vector, query))];

    private static double Cosine(double[] a, double[] b) =>
        a.Zip(b, (x, y) => x * y).Sum() / Math.Sqrt(a.Sum(x => x * x) * b.Sum(y => y * y));
}
