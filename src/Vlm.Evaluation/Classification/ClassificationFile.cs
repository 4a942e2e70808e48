using System.Text.Json;
using Vlm.Evaluation.Reading;

namespace Vlm.Evaluation;

/// <summary>What a file of classification results holds: one or several kinds. Immutable; thread-safe.</summary>
/// <remarks>
/// A .safetensors file with <c>labels</c> [N] and <c>logits</c> [N, classes], or JSON. JSON with <c>labels</c> (whole numbers, or names) and <c>logits</c> (rows) or
/// <c>predictions</c>, and optionally <c>classes</c> (a number, or names in order) and <c>ids</c>: classes. With <c>labels</c> (0 or 1) and <c>scores</c> (numbers), and
/// optionally <c>threshold</c>: positive and negative items. With rows in both: several labels an item. The last two also as members <c>binary</c> and <c>multilabel</c>.
/// </remarks>
public sealed class ClassificationFile
{
    private ClassificationFile()
    {
    }

    /// <summary>Items of several classes; null where there are none.</summary>
    public ClassificationData? Classes { get; private init; }

    /// <summary>Positive and negative items; null where there are none.</summary>
    public BinaryData? Binary { get; private init; }

    /// <summary>Items of several labels; null where there are none.</summary>
    public MultilabelData? Multilabel { get; private init; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; .safetensors is told by its name.</param>
    /// <exception cref="DataSetException">The file cannot be read or is not as described; names file and place.</exception>
    public static ClassificationFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (string.Equals(Path.GetExtension(path), ".safetensors", StringComparison.OrdinalIgnoreCase))
        {
            return new ClassificationFile { Classes = ClassificationReader.Tensors(TensorFile.Read(path)) };
        }

        JsonNode root = DataFile.ReadJson(path);
        if (root.Has("logits") || root.Has("predictions"))
        {
            return new ClassificationFile { Classes = ClassificationReader.Classes(root) };
        }

        if (root.Has("labels"))
        {
            return HasRows(root)
                ? new ClassificationFile { Multilabel = ClassificationReader.Multilabel(root) }
                : new ClassificationFile { Binary = ClassificationReader.Binary(root) };
        }

        if (!root.Has("binary") && !root.Has("multilabel"))
        {
            root.Require("labels", "labels beside logits, predictions or scores");
        }

        return new ClassificationFile
        {
            Binary = root.Find("binary") is { } binary ? ClassificationReader.Binary(binary) : null,
            Multilabel = root.Find("multilabel") is { } multilabel ? ClassificationReader.Multilabel(multilabel) : null,
        };
    }

    private static bool HasRows(JsonNode node) => node.Items("labels").Select(label => label.Element.ValueKind).FirstOrDefault() == JsonValueKind.Array;
}
