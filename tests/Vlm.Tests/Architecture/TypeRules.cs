using System.Text.RegularExpressions;

namespace Vlm.Tests.Architecture;

/// <summary>How types are declared: closed implementations, rooms that keep to themselves, telling names, finished code.</summary>
internal static class TypeRules
{
    private static readonly string[] DrawerNames = ["Helper", "Helpers", "Util", "Utils", "Utilities", "Manager", "Enhanced", "Misc", "Common"];

    // The contract keeps VlmException open on purpose.
    public static IEnumerable<string> OpenClasses(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Room is not null and not "Abstractions"
        from type in file.Types
        where type.Kind is "class" or "record" && !type.Is("sealed") && !type.Is("static") && !type.Is("abstract") && !type.Is("readonly")
        select $"{file.Path}: {type.Name} is neither sealed nor static nor abstract";

    // What the rooms offer to users is in the namespace Vlm; Vlm.<Room> is internal.
    public static IEnumerable<string> PublicInRooms(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Namespace.StartsWith("Vlm.", StringComparison.Ordinal) && file.Path.StartsWith("src/Vlm/", StringComparison.Ordinal)
        from type in file.Types
        where type.Is("public")
        select $"{file.Path}: {type.Name} is public in {file.Namespace}; public types of the runtime are in the namespace Vlm";

    public static IEnumerable<string> PositionalRecords(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Room is not null
        from type in file.Types
        where type.Kind == "record" && type.Is("public") && type.HasParameters
        select $"{file.Path}: {type.Name} is a positional record in the public API";

    // A folder inside a room sorts its files; the namespace stays that of the room, or follows.
    public static IEnumerable<string> WrongNamespaces(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Path.StartsWith("src/Vlm/", StringComparison.Ordinal) && file.Namespace.Length > 0 && file.Namespace != "Vlm"
        let folder = "Vlm" + string.Concat(file.Path.Split('/')[2..^1].Select(part => "." + part))
        let room = "Vlm." + (file.Room is "KnownFamilies" ? "Families" : file.Room!.Replace('/', '.'))
        where !$"{folder}.".StartsWith($"{file.Namespace}.", StringComparison.Ordinal) || !$"{file.Namespace}.".StartsWith($"{room}.", StringComparison.Ordinal)
        select $"{file.Path}: its namespace is {file.Namespace}; expected {room}, or Vlm for public types";

    public static IEnumerable<string> Drawers(IEnumerable<SourceFile> files) =>
        from file in files
        from name in file.Types.Select(type => type.Name).Append(Path.GetFileNameWithoutExtension(file.Path)).Concat(file.Path.Split('/')[..^1]).Distinct()
        where Regex.Matches(name, "[A-Z][a-z]+|[a-z]+").Any(word => DrawerNames.Contains(word.Value))
        select $"{file.Path}: '{name}' says where things were put, not what they are";

    public static IEnumerable<string> Unfinished(IEnumerable<SourceFile> files) =>
        from file in files
        let found = Regex.Match(file.Code, @"\bNotImplemented" + @"Exception\b|#pragma\s+warning\s+dis" + @"able|#region\b|\bcatch\s*(\([^)]*\))?\s*\{\s*\}")
        let note = Regex.Match(file.Text, @"//.*\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK)\b")
        where found.Success || note.Success
        select $"{file.Path}: {(found.Success ? found.Value : note.Value)}";
}
