using System.Text.RegularExpressions;

namespace Vlm.Tests.Architecture;

/// <summary>Which room may use which: the design's table of allowed arrows. Data never goes back.</summary>
internal static class ArrowRules
{
    private const string Abstractions = "Abstractions";
    private static readonly string[] Stages =
        [Abstractions, "Folders", "Imaging", "Onnx", "Preprocessing", "Tokenization", "Encoders", "Fusion", "Generation", "Heads"];

    private static readonly string[] Runtime = [.. Stages, "Composition"];

    /// <summary>A room with all that it may use beside itself. Cli, samples and tests use whatever is public: the compiler holds that.</summary>
    public static IReadOnlyDictionary<string, string[]> Allowed { get; } = new Dictionary<string, string[]>
    {
        [Abstractions] = [],
        ["Folders"] = [Abstractions],
        ["Imaging"] = [Abstractions],
        ["Onnx"] = [Abstractions],
        ["Preprocessing"] = [Abstractions, "Imaging", "Folders"],
        ["Tokenization"] = [Abstractions, "Folders"],
        ["Encoders"] = [Abstractions, "Onnx"],
        ["Fusion"] = [Abstractions, "Onnx"],
        ["Generation"] = [Abstractions, "Onnx"],
        ["Heads"] = [Abstractions, "Generation", "Onnx"],
        ["Composition"] = Stages,
        ["Families"] = Runtime,
        ["KnownFamilies"] = [.. Runtime, "Families", "Families/*"],
        // KnownFamilies stands in the namespace Vlm.Families beside IModelFamily; single families stay out of reach.
        ["Front"] = ["Composition", "Folders", "KnownFamilies", "Families", Abstractions],
        ["Search"] = [Abstractions],
        ["Evaluation"] = [Abstractions],
        ["Training"] = [Abstractions, "Front", "Onnx", "Evaluation"],
        ["Models.Default"] = [],
        ["Cli"] = ["*"],
    };

    /// <summary>Every arrow in the files that the table does not have, and every room that it does not know.</summary>
    public static IEnumerable<string> Violations(IReadOnlyList<SourceFile> files)
    {
        ILookup<string, (string Room, string Namespace)> owners = files.Where(file => file.Room is not null)
            .SelectMany(file => file.Types.Select(type => (type.Name, Owner: (file.Room!, file.Namespace)))).Distinct().ToLookup(pair => pair.Name, pair => pair.Owner);
        foreach (SourceFile file in files.Where(file => file.Room is not null))
        {
            if (!Allowed.ContainsKey(Key(file.Room!)))
            {
                yield return $"{file.Path}: the room '{file.Room}' is not in the table of arrows";
                continue;
            }

            foreach (string arrow in NamedNamespaces(file).Concat(NamedTypes(file, owners)).Distinct())
            {
                yield return $"{file.Path}: {arrow}";
            }
        }
    }

    private static IEnumerable<string> NamedNamespaces(SourceFile file) =>
        from Match match in Regex.Matches(file.Code, @"(?<![\w.])(?:global::)?Vlm((?:\.\w+)+)")
        let parts = match.Groups[1].Value.Split('.')[1..]
        let room = parts is ["Families", _, _, ..] or ["Families", _] ? $"Families/{parts[1]}" : parts[0]
        where match.Index == 0 || !Regex.IsMatch(file.Code[..match.Index], @"namespace\s+$")
        where Allowed.ContainsKey(Key(room)) && !May(file.Room!, room)
        select $"{file.Room} may not use {room} ({match.Value})";

    // A type counts when C# would find it: its namespace is imported, or encloses the file's own, or is spelled out from there.
    private static IEnumerable<string> NamedTypes(SourceFile file, ILookup<string, (string Room, string Namespace)> owners)
    {
        string[] imported = [.. Regex.Matches(file.Code, @"^(?:global )?using ([\w.]+);", RegexOptions.Multiline).Select(match => match.Groups[1].Value)];
        string[] enclosing = [.. file.Namespace.Split('.').Select((_, i) => string.Join('.', file.Namespace.Split('.')[..(i + 1)]))];
        foreach (Match match in Regex.Matches(file.Code, @"(?<qualifier>(?:\b\w+\.)*)(?<name>\b[A-Z]\w*)"))
        {
            string qualifier = match.Groups["qualifier"].Value.TrimEnd('.');
            foreach ((string room, string space) in owners[match.Groups["name"].Value])
            {
                bool visible = qualifier.Length == 0
                    ? imported.Contains(space) || enclosing.Contains(space)
                    : enclosing.Any(outer => $"{outer}.{qualifier}" == space);
                if (visible && !May(file.Room!, room) && !owners[match.Groups["name"].Value].Any(owner => owner.Room == file.Room))
                {
                    yield return $"{file.Room} may not use {room} ({match.Groups["name"].Value})";
                }
            }
        }
    }

    private static bool May(string from, string to)
    {
        string[] allowed = Allowed[Key(from)];
        return from == to || allowed.Contains("*") || allowed.Contains(to) || (to.StartsWith("Families/", StringComparison.Ordinal) && allowed.Contains("Families/*"))
            || (from.StartsWith("Families/", StringComparison.Ordinal) && to == "Families");
    }

    private static string Key(string room) => room.StartsWith("Families/", StringComparison.Ordinal) ? "Families" : room;
}
