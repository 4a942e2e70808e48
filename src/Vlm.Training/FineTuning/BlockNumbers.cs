using System.Text.RegularExpressions;

namespace Vlm.Training;

/// <summary>
/// Which block of layers a weight belongs to: by a name such as <c>encoder.layer.5.attention</c>, or, for weights to which the
/// exporter gave a name without a number, by the first weight with one that stands after them.
/// </summary>
internal static partial class BlockNumbers
{
    private const int Farthest = 4;

    /// <summary>The numbers by the names of the weights; weights of no block, such as embeddings, are not in it.</summary>
    public static Dictionary<string, int> Of(OnnxFile file, FileWeights weights)
    {
        ILookup<string, OnnxFileNode> readers = file.Nodes.SelectMany(node => node.Inputs.Select(input => (input, node))).ToLookup(pair => pair.input, pair => pair.node);
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        foreach (StoredWeight weight in weights.All)
        {
            if (Number(weight.Name) is { } own)
            {
                numbers[weight.Name] = own;
            }
            else if (!HasWords(weight.Name) && After(weight.Name, readers) is { } found)
            {
                numbers[weight.Name] = found;
            }
        }

        return numbers;
    }

    private static int? After(string value, ILookup<string, OnnxFileNode> readers)
    {
        List<string> open = [value];
        for (int distance = 0; distance < Farthest && open.Count > 0; distance++)
        {
            OnnxFileNode[] nodes = [.. open.SelectMany(name => readers[name])];
            if (nodes.SelectMany(node => node.Inputs).Select(Number).FirstOrDefault(number => number is not null) is { } found)
            {
                return found;
            }

            open = [.. nodes.SelectMany(node => node.Outputs)];
        }

        return null;
    }

    private static int? Number(string name) => NumberedBlock().Match(name) is { Success: true } match ? int.Parse(match.Groups[1].Value) : null;

    // Exporters call a constant that has no name of its own onnx::MatMul_698.
    private static bool HasWords(string name) => !name.StartsWith("onnx::", StringComparison.Ordinal);

    [GeneratedRegex(@"(?:^|[./_])(?:layers?|blocks?|resblocks|h)[./_](\d{1,4})(?:[./_]|$)")]
    private static partial Regex NumberedBlock();
}
