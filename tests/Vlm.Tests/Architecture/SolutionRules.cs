using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Vlm.Tests.Architecture;

/// <summary>The shape of the repository: its top level, its solution, its projects' references, its texts.</summary>
internal static partial class SolutionRules
{
    private static readonly string[] TopLevel = ["src", "tests", "models", "samples", "Vlm.sln", "Directory.Build.props", "README.md", "LICENSE"];
    private static readonly string[] BuildOutputs = ["bin", "obj", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts"];

    public static IEnumerable<string> Strangers(IEnumerable<string> topLevel) =>
        topLevel.Where(name => !name.StartsWith('.') && !TopLevel.Contains(name) && !BuildOutputs.Contains(name) && !name.EndsWith(".vlmindex", StringComparison.Ordinal));

    public static IEnumerable<string> MissingProjects(string solution, IEnumerable<string> projects) =>
        projects.Where(path => !solution.Replace('\\', '/').Contains($"\"{path}\"", StringComparison.Ordinal));

    /// <summary>The projects and packages that a project file asks for.</summary>
    public static IEnumerable<string> References(string project) =>
        from element in XDocument.Parse(project).Descendants()
        where element.Name.LocalName is "ProjectReference" or "PackageReference" or "FrameworkReference" or "Reference"
        let name = ((string?)element.Attribute("Include") ?? "").Replace('\\', '/').Split('/')[^1]
        select name.EndsWith(".csproj", StringComparison.Ordinal) ? name[..^".csproj".Length] : name;

    /// <summary>Who may look into a project's internals.</summary>
    public static IEnumerable<string> Confidants(string project) =>
        XDocument.Parse(project).Descendants("InternalsVisibleTo").Select(element => (string)element.Attribute("Include")!);

    /// <summary>Lines with a path that exists on one machine only, or the address of a package registry.</summary>
    public static IEnumerable<string> MachinePaths(string path, string text) =>
        text.Split('\n').Select((line, i) => (line, i)).Where(pair => MachinePath().IsMatch(pair.line)).Select(pair => $"{path}:{pair.i + 1}: {pair.line.Trim()}");

    // Written with brackets so that the pattern does not match itself.
    [GeneratedRegex(@"(?<![\w.}])[/](work|root|Users|home/\w+|tmp/bash_jobs)/|[A-Z]:\\Users\\|api\.nuget[.]org|registry[.]npmjs")]
    private static partial Regex MachinePath();
}
