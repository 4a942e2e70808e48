namespace Vlm.Tests.Architecture;

public class SolutionTests
{
    private static readonly string[] TextEndings = [".cs", ".csproj", ".props", ".targets", ".sln", ".md", ".txt", ".yml", ".sh", ".config"];

    [Fact]
    public void TopLevel_Repository_Fixed() =>
        Assert.Empty(SolutionRules.Strangers(Directory.EnumerateFileSystemEntries(Repository.Root).Select(path => Path.GetFileName(path))));

    [Fact]
    public void Projects_All_InTheSolution() =>
        Assert.Empty(SolutionRules.MissingProjects(Repository.Read("Vlm.sln"), Repository.Files("src", "tests", "samples").Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))));

    [Fact]
    public void References_Abstractions_None() => Assert.Empty(References("Vlm.Abstractions"));

    [Fact]
    public void References_Search_AbstractionsAndNumbersOnly() => Assert.Equal(["System.Numerics.Tensors", "Vlm.Abstractions"], References("Vlm.Search").Order());

    [Fact]
    public void References_Evaluation_AbstractionsAndNumbersOnly() => Assert.Equal(["Vlm.Abstractions", "System.Numerics.Tensors"], References("Vlm.Evaluation"));

    [Fact]
    public void Internals_SrcProjects_VisibleToTestsOnly()
    {
        string[] others = [.. Repository.Files("src").Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))
            .SelectMany(path => SolutionRules.Confidants(Repository.Read(path))).Except(["Vlm.Tests", "Vlm.Benchmarks", "Vlm.Training"])];
        Assert.Empty(others);
    }

    [Fact]
    public void Texts_Repository_NameNoMachine()
    {
        IEnumerable<string> files = Repository.Files("src", "tests", "samples", ".ci").Where(path => TextEndings.Contains(Path.GetExtension(path)) && !path.Contains("/golden/", StringComparison.Ordinal))
            .Concat(["README.md", "Directory.Build.props", ".ci/run"]);
        Assert.Empty(files.SelectMany(path => SolutionRules.MachinePaths(path, Repository.Read(path))));
    }

    [Theory]
    [InlineData("src", 0)]
    [InlineData(".ci", 0)]
    [InlineData("global.json", 1)]
    [InlineData("docs", 1)]
    public void Strangers_OneName_FoundIfNotInTheDesign(string name, int expected) => Assert.Equal(expected, SolutionRules.Strangers([name]).Count());

    [Fact]
    public void MissingProjects_TwoProjects_TheOneNotListed() =>
        Assert.Equal(["src/B/B.csproj"], SolutionRules.MissingProjects("Project(\"{G}\") = \"A\", \"src\\A\\A.csproj\", \"{H}\"", ["src/A/A.csproj", "src/B/B.csproj"]));

    [Fact]
    public void References_ProjectText_ProjectsAndPackages() =>
        Assert.Equal(["A", "B.C"], SolutionRules.References("<Project><ItemGroup><ProjectReference Include=\"../A/A.csproj\" /><PackageReference Include=\"B.C\" /></ItemGroup></Project>"));

    [Fact]
    public void Confidants_ProjectText_Named() =>
        Assert.Equal(["T"], SolutionRules.Confidants("<Project><ItemGroup><InternalsVisibleTo Include=\"T\" /></ItemGroup></Project>"));

    [Theory]
    [InlineData("string path = \"/" + "work/x\";", 1)]
    [InlineData("cd /" + "root/x", 1)]
    [InlineData("C:\\" + "Users\\me", 1)]
    [InlineData("../" + "work/x and a/" + "root/b and /usr/share/x", 0)]
    public void MachinePaths_OneLine_FoundIfAbsolute(string text, int expected) => Assert.Equal(expected, SolutionRules.MachinePaths("a", text).Count());

    private static IEnumerable<string> References(string project) => SolutionRules.References(Repository.Read($"src/{project}/{project}.csproj"));
}
