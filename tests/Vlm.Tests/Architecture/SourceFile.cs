using System.Text.RegularExpressions;

namespace Vlm.Tests.Architecture;

/// <summary>One C# file as the rules see it: where it stands, what it imports, what it declares.</summary>
internal sealed partial class SourceFile
{
    /// <param name="path">Relative to the repository, with forward slashes.</param>
    /// <param name="text">The file's text.</param>
    public SourceFile(string path, string text)
    {
        Path = path;
        Text = text;
        Code = CSharpText.Code(text);
        WithoutComments = CSharpText.WithoutComments(text);
        Namespace = NamespaceLine().Match(Code).Groups[1].Value;
        Types = [.. Declarations(Code)];
        Room = RoomOf(path);
    }

    public string Path { get; }

    public string Text { get; }

    public string Code { get; }

    public string WithoutComments { get; }

    public string Namespace { get; }

    /// <summary>The types at the file's own level; nested ones are its own business.</summary>
    public IReadOnlyList<TypeDeclaration> Types { get; }

    /// <summary>The room by the design's name, e.g. <c>Imaging</c>, <c>Families/Clip</c>, <c>Front</c>; null outside src.</summary>
    public string? Room { get; }

    public int Lines => Text.AsSpan().Count('\n') + (Text.EndsWith('\n') ? 0 : 1);

    /// <summary>The room of a path below src.</summary>
    public static string? RoomOf(string path) => path.Split('/') switch
    {
        ["src", "Vlm", "Families", "KnownFamilies.cs"] => "KnownFamilies",
        ["src", "Vlm", "Families", _] => "Families",
        ["src", "Vlm", "Families", string family, ..] => $"Families/{family}",
        ["src", "Vlm", _] => "Front",
        ["src", "Vlm", string room, ..] => room,
        ["src", string project, ..] => project.Replace("Vlm.", "", StringComparison.Ordinal),
        _ => null,
    };

    private static IEnumerable<TypeDeclaration> Declarations(string code)
    {
        int depth = 0, from = 0;
        for (int i = 0; i < code.Length; i++)
        {
            if (code[i] is not ('{' or '}' or ';'))
            {
                continue;
            }

            if (depth == 0 && code[i] != '}' && Declaration().Match(code[from..i]) is { Success: true } match)
            {
                yield return new TypeDeclaration(match.Groups["kind"].Value.Split(' ')[0], match.Groups["name"].Value, match.Groups["modifiers"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries), match.Groups["positional"].Success);
            }

            depth += code[i] == '{' ? 1 : code[i] == '}' ? -1 : 0;
            from = i + 1;
        }
    }

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"(?<modifiers>(?:\b(?:public|internal|file|sealed|static|abstract|partial|readonly|ref|unsafe)\s+)*)\b(?<kind>class|struct|interface|enum|record(?:\s+(?:struct|class))?|delegate\s+[\w<>?\[\],. ]+?)\s+(?<name>\w+)(?:<[^>(]*>)?\s*(?<positional>\()?")]
    private static partial Regex Declaration();
}
