namespace Vlm.Tests.Architecture;

/// <summary>The repository's own files, found by walking up from the test assembly.</summary>
internal static class Repository
{
    private static readonly string[] BuildOutputs = ["bin", "obj", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts"];
    private static readonly Lazy<IReadOnlyList<SourceFile>> AllSources = new(() => [.. Files("src", "tests", "samples").Where(path => path.EndsWith(".cs", StringComparison.Ordinal)).Select(Source)]);

    public static string Root { get; } = FindRoot();

    /// <summary>Every C# file of src, tests and samples.</summary>
    public static IReadOnlyList<SourceFile> Sources => AllSources.Value;

    /// <summary>The C# files of src.</summary>
    public static IReadOnlyList<SourceFile> Product => [.. Sources.Where(file => file.Room is not null)];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The files below folders of the repository, without build outputs: relative paths with forward slashes.</summary>
    public static IEnumerable<string> Files(params string[] folders) =>
        folders.Select(folder => Path.Combine(Root, folder)).Where(Directory.Exists).SelectMany(Walk)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal);

    private static SourceFile Source(string path) => new(path, Read(path));

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder)
            .Where(sub => !BuildOutputs.Contains(Path.GetFileName(sub))).SelectMany(Walk));

    private static string FindRoot()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Vlm.sln")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Vlm.sln.");
    }
}
