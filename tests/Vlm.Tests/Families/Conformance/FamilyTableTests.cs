using System.Text.RegularExpressions;
using Vlm.Tests.Composition;

namespace Vlm.Tests.Families.Conformance;

/// <summary>README's table of families: the command of each row runs tests that there are, and all rows together the suite of every family.</summary>
public sealed class FamilyTableTests
{
    private static readonly string[] TestClasses = [.. typeof(FamilyTableTests).Assembly.GetTypes()
        .Where(type => type is { IsPublic: true, IsAbstract: false } && type.GetMethods().Any(method => method.IsDefined(typeof(FactAttribute), inherit: true))).Select(type => type.FullName!)];

    private static readonly string[] Commands = [.. Regex.Matches(Section("## Model families"), "^\\| (?<family>[^|]+) \\|.*`dotnet test tests/Vlm.Tests --filter \"(?<filter>[^\"]+)\"` \\|$", RegexOptions.Multiline)
        .Select(match => match.Groups["filter"].Value)];

    [Fact]
    public void Commands_EachPart_NamesTests() => Assert.All(Commands.SelectMany(Parts), part => Assert.Contains(TestClasses, name => name.Contains(part, StringComparison.Ordinal)));

    [Fact]
    public void Commands_AllRows_RunTheSuiteOfEveryFamily()
    {
        string[] suites = [.. TestClasses.Where(name => typeof(FamilyTableTests).Assembly.GetType(name)!.IsAssignableTo(typeof(IFamilyConformance)))];
        Assert.NotEmpty(suites);
        Assert.All(suites, suite => Assert.Contains(Commands.SelectMany(Parts), part => suite.Contains(part, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Parts(string filter) => filter.Split("\\|").Select(part => part["FullyQualifiedName~".Length..]);

    private static string Section(string heading)
    {
        string text = File.ReadAllText(Path.Combine(DefaultModel.Repository(), "README.md"));
        int start = text.IndexOf(heading, StringComparison.Ordinal), end = text.IndexOf("\n## ", start + heading.Length, StringComparison.Ordinal);
        return text[start..end];
    }
}
