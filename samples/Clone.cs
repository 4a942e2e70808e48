namespace Vlm.Samples;

/// <summary>The clone that a sample runs in: its pictures and its models.</summary>
internal static class Clone
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Picture(string name) => Path.Combine(Root, "samples", "pictures", name);

    public static string Model(params string[] parts) => Path.Combine([Root, "models", "default", .. parts]);

    private static string Find(string? folder) =>
        folder is null ? throw new DirectoryNotFoundException("Run the samples from a clone of the repository, or pass pictures as arguments.")
        : File.Exists(Path.Combine(folder, "Vlm.sln")) ? folder
        : Find(Path.GetDirectoryName(folder));
}
