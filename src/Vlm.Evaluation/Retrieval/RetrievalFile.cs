using System.Text.Json;
using Vlm.Evaluation.Reading;

namespace Vlm.Evaluation;

/// <summary>What a file of retrieval results holds. Immutable; thread-safe.</summary>
/// <remarks>
/// A .safetensors file: every floating-point tensor of two dimensions is a matrix of similarities [pictures, captions]; caption j belongs to picture j / (captions / pictures),
/// or to the picture that a tensor <c>NAME.owners</c> [captions] says. <c>NAME.scores</c> with <c>NAME.gains</c> are graded. JSON: <c>similarities</c> (rows) with
/// <c>captions_per_image</c> or <c>owners</c>, and likewise <c>scores</c> with <c>gains</c>; or an object of such objects by name.
/// </remarks>
public sealed class RetrievalFile
{
    private RetrievalFile(IReadOnlyList<RetrievalData> matrices, IReadOnlyList<GradedData> graded)
    {
        Matrices = matrices;
        Graded = graded;
    }

    /// <summary>The matrices.</summary>
    public IReadOnlyList<RetrievalData> Matrices { get; }

    /// <summary>Queries whose items are right by degrees.</summary>
    public IReadOnlyList<GradedData> Graded { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; .safetensors is told by its name.</param>
    /// <exception cref="DataSetException">The file cannot be read or is not as described; names file and place.</exception>
    public static RetrievalFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return string.Equals(Path.GetExtension(path), ".safetensors", StringComparison.OrdinalIgnoreCase)
            ? OfTensors(path, TensorFile.Read(path))
            : OfJson(DataFile.ReadJson(path));
    }

    private static RetrievalFile OfTensors(string path, TensorFile file)
    {
        string[] graded = [.. file.Names.Where(name => name.EndsWith(".scores", StringComparison.Ordinal) && file.Has(GainsOf(name)))];
        string[] matrices = [.. file.Names.Where(name => file.IsFloating(name) && file.Shape(name).Length == 2 && !graded.Contains(name))];
        return matrices.Length + graded.Length > 0
            ? new RetrievalFile([.. matrices.Select(name => RetrievalReader.Matrix(file, name))], [.. graded.Select(name => RetrievalReader.Graded(file, name, GainsOf(name)))])
            : throw new DataSetException(path, $"there is no matrix of similarities in it; there are {string.Join(", ", file.Names)}.");
    }

    private static RetrievalFile OfJson(JsonNode root)
    {
        if (RetrievalReader.IsPart(root))
        {
            return Of([("similarities", root)]);
        }

        (string Name, JsonNode Node)[] parts = [.. root.Members().Where(member => RetrievalReader.IsPart(member.Value))];
        return parts.Length > 0 ? Of(parts) : throw root.Wrong("'similarities' is missing; expected rows of numbers, one for each picture.");
    }

    private static RetrievalFile Of(IReadOnlyList<(string Name, JsonNode Node)> parts) => new(
        [.. parts.Where(part => part.Node.Has("similarities")).Select(part => RetrievalReader.Matrix(part.Node, part.Name))],
        [.. parts.Where(part => part.Node.Has("gains")).Select(part => RetrievalReader.Graded(part.Node, part.Name))]);

    private static string GainsOf(string scores) => $"{scores[..^".scores".Length]}.gains";
}
