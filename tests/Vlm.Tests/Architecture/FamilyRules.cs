using System.Text.RegularExpressions;

namespace Vlm.Tests.Architecture;

/// <summary>Each model family is a folder of Families, and exactly one line of KnownFamilies.cs names something of it.</summary>
internal static class FamilyRules
{
    public static IEnumerable<string> Violations(IReadOnlyList<SourceFile> files)
    {
        SourceFile[] known = [.. files.Where(file => file.Room == "KnownFamilies")];
        string[] lines = [.. known.SelectMany(file => file.Code.Split('\n')).Where(line => !Regex.IsMatch(line, @"^\s*using\b"))];
        foreach (IGrouping<string, SourceFile> family in files.Where(file => file.Room?.StartsWith("Families/", StringComparison.Ordinal) == true).GroupBy(file => file.Room!))
        {
            string names = string.Join('|', family.SelectMany(file => file.Types).Select(type => Regex.Escape(type.Name)));
            int count = lines.Count(line => Regex.IsMatch(line, $@"\b(?:{names})\b"));
            if (count != 1)
            {
                yield return $"{family.Key}: {count} lines of KnownFamilies.cs name it; expected 1";
            }
        }
    }
}
