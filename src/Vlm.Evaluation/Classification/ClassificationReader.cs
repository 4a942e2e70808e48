using System.Text.Json;
using Vlm.Evaluation.Reading;

namespace Vlm.Evaluation;

/// <summary>Reads the kinds of classification results; everything that is missing or out of range is named with its place.</summary>
internal static class ClassificationReader
{
    private const int MaxClasses = 1_000_000;

    public static ClassificationData Tensors(TensorFile file)
    {
        long[] shape = file.Shape("logits");
        long[] labels = file.Whole("labels");
        if (shape.Length != 2 || shape[0] != labels.Length || shape[0] == 0 || shape[1] == 0)
        {
            throw file.Wrong("logits", $"its shape is [{string.Join(", ", shape)}], and there are {labels.Length} labels; expected [items, classes] with a label for every item.");
        }

        int wrong = Array.FindIndex(labels, label => label < 0 || label >= shape[1]);
        return wrong < 0
            ? new ClassificationData { Labels = [.. labels.Select(label => (int)label)], Classes = (int)shape[1], Logits = file.Floats("logits") }
            : throw file.Wrong("labels", $"the label of item {wrong} is {labels[wrong]}; there are {shape[1]} classes, from 0.");
    }

    public static ClassificationData Classes(JsonNode node)
    {
        string[]? ids = node.Has("ids") ? [.. node.Items("ids").Select(id => id.Id())] : null;
        JsonNode[] labels = [.. node.Items("labels")];
        JsonNode[] predictions = node.Has("predictions") ? [.. node.Items("predictions")] : [];
        RequireSameCount(node, "ids", ids?.Length ?? labels.Length, labels.Length);
        string[]? names = Names(node, labels.Concat(predictions));
        float[] logits = node.Has("logits") ? Logits(node, labels.Length, ids, out int width) : NoLogits(node, predictions.Length, labels.Length, out width);
        int classes = names?.Length ?? (node.Find("classes")?.Whole(1, MaxClasses) ?? 0);
        classes = classes == 0 ? Math.Max(width, 1 + labels.Concat(predictions).Max(label => label.Whole(0, MaxClasses - 1))) : classes;
        if (width > 0 && width != classes)
        {
            throw node.Wrong($"there are {classes} classes, and rows of {width} logits.");
        }

        return new ClassificationData
        {
            Labels = [.. labels.Select(label => Class(label, names, classes))],
            Predictions = predictions.Length == 0 ? null : [.. predictions.Select(label => Class(label, names, classes))],
            Classes = classes,
            ClassNames = names,
            Logits = logits,
            Ids = ids,
        };
    }

    public static BinaryData Binary(JsonNode node)
    {
        bool[] labels = [.. node.Items("labels").Select(Flag)];
        double[] scores = [.. node.Items("scores").Select(score => score.Number())];
        RequireSameCount(node, "scores", scores.Length, labels.Length);
        return new BinaryData { Labels = labels, Scores = scores, Threshold = node.Find("threshold")?.Number() ?? BinaryData.DefaultThreshold };
    }

    public static MultilabelData Multilabel(JsonNode node)
    {
        bool[][] truth = [.. node.Items("labels").Select(row => row.Items().Select(Flag).ToArray())];
        double[][] scores = [.. node.Items("scores").Select(row => row.Items().Select(score => score.Number()).ToArray())];
        RequireSameCount(node, "scores", scores.Length, truth.Length);
        int wrong = Enumerable.Range(0, truth.Length).FirstOrDefault(i => truth[i].Length != truth[0].Length || scores[i].Length != truth[0].Length, -1);
        return wrong < 0
            ? new MultilabelData { Labels = truth[0].Length, Truth = [.. truth.SelectMany(row => row)], Scores = [.. scores.SelectMany(row => row)], Threshold = node.Find("threshold")?.Number() ?? BinaryData.DefaultThreshold }
            : throw node.Wrong($"item {wrong} has {truth[wrong].Length} labels and {scores[wrong].Length} scores; item 0 has {truth[0].Length} labels.");
    }

    // Given names stand for themselves; labels that are names without a list are the classes in their own order.
    private static string[]? Names(JsonNode node, IEnumerable<JsonNode> labels) =>
        node.Find("classes") is { Element.ValueKind: JsonValueKind.Array } list ? [.. list.Items().Select(name => name.Id())]
        : labels.Any(label => label.Element.ValueKind == JsonValueKind.String) ? [.. labels.Select(label => label.Id()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
        : null;

    private static int Class(JsonNode label, string[]? names, int classes)
    {
        if (label.Element.ValueKind != JsonValueKind.String)
        {
            return label.Whole(0, classes - 1);
        }

        int index = Array.IndexOf(names!, label.Text());
        return index >= 0 ? index : throw label.Unexpected($"one of the {classes} classes");
    }

    private static float[] Logits(JsonNode node, int items, string[]? ids, out int width)
    {
        List<float> logits = [];
        int row = 0;
        width = 0;
        foreach (JsonNode values in node.Items("logits"))
        {
            int before = logits.Count;
            foreach (JsonNode value in values.Items())
            {
                float logit = (float)Named(value, ids, row).Number();
                logits.Add(float.IsFinite(logit) ? logit : throw value.Unexpected("a number that single precision holds"));
            }

            width = row == 0 ? logits.Count : width;
            if (logits.Count - before != width || width == 0)
            {
                throw values.Wrong($"the row has {logits.Count - before} logits; the first has {width}.");
            }

            row++;
        }

        RequireSameCount(node, "logits", row, items);
        return [.. logits];
    }

    private static float[] NoLogits(JsonNode node, int predictions, int items, out int width)
    {
        width = 0;
        RequireSameCount(node, "predictions", predictions, items);
        return [];
    }

    // A score that is no number is named by the item's id where it has one.
    private static JsonNode Named(JsonNode value, string[]? ids, int row) =>
        value.Element.ValueKind == JsonValueKind.Number || ids is null || row >= ids.Length
            ? value
            : throw new EvaluationException($"The score of '{ids[row]}' ({value.Place}) is {value.Element.GetRawText()}; every score has to be a finite number.", ids[row]);

    private static bool Flag(JsonNode label) =>
        label.Element.ValueKind == JsonValueKind.Number ? label.Whole(0, 1) == 1 : label.Flag();

    private static void RequireSameCount(JsonNode node, string what, int count, int labels)
    {
        if (count != labels || labels == 0)
        {
            throw node.Wrong($"there are {labels} labels and {count} {what}; every item has one of each.");
        }
    }
}
