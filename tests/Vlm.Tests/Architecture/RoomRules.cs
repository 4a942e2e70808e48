using System.Text.RegularExpressions;

namespace Vlm.Tests.Architecture;

/// <summary>What may stand only in one room: third-party packages, and decisions by model_type.</summary>
internal static class RoomRules
{
    private static readonly (string Package, string[] Rooms)[] Owners =
    [
        ("SkiaSharp", ["Imaging"]),
        ("StbImageSharp", ["Imaging"]),
        ("Microsoft.ML.OnnxRuntime", ["Onnx"]),
        ("Microsoft.ML.Tokenizers", ["Tokenization"]),
        ("System.CommandLine", ["Cli"]),
        ("Spectre.Console", ["Cli"]),
        ("Microsoft.Extensions.FileSystemGlobbing", ["Cli"]),
    ];

    public static IEnumerable<string> PackageViolations(IEnumerable<SourceFile> files) =>
        from file in files
        from owner in Owners
        where !owner.Rooms.Contains(file.Room) && Regex.IsMatch(file.Code, $@"(?<![\w.]){Regex.Escape(owner.Package)}\b")
        select $"{file.Path}: {owner.Package} is named only in {string.Join(", ", owner.Rooms)}";

    // Folders reads the key into a record; deciding by it is wiring, and wiring is Families.
    public static IEnumerable<string> ModelTypeViolations(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Room is not null && file.Room != "KnownFamilies" && !file.Room.StartsWith("Families", StringComparison.Ordinal)
        where (file.Room != "Folders" && file.WithoutComments.Contains("\"model_type\"", StringComparison.Ordinal))
            || Regex.IsMatch(file.WithoutComments, @"(?i)\bmodel_?type\b(\(\))?[?!]?\s*(==|!=|is\b(?!\s+(null|not\s+null|\{))|switch\b|\.(Equals|StartsWith|Contains)\b)|(==|!=)\s*[\w.]*\bmodel_?type\b|""model_type""\)?\s*(==|!=|is\b(?!\s+(null|not\s+null|\{))|switch\b)")
        select $"{file.Path}: model_type is compared outside Families";
}
