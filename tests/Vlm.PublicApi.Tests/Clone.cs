namespace Vlm.PublicApi.Tests;

/// <summary>The clone that the tests run in: its pictures and its default model.</summary>
internal static class Clone
{
    private static readonly string Root = Find(AppContext.BaseDirectory);

    public static string Picture(string name) => Path.Combine(Root, "samples", "pictures", name);

    public static string Golden(params string[] parts) => Path.Combine([Root, "tests", "golden", .. parts]);

    public static string Model(params string[] parts) => Path.Combine([Root, "models", "default", .. parts]);

    private static string Find(string? folder) =>
        folder is null ? throw new DirectoryNotFoundException("The tests run from a clone of the repository.")
        : File.Exists(Path.Combine(folder, "Vlm.sln")) ? folder
        : Find(Path.GetDirectoryName(folder));
}
