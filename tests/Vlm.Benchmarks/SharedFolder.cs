namespace Vlm.Benchmarks;

/// <summary>Finds files of the repository, and the folder of reference data that may stand beside it.</summary>
internal static class SharedFolder
{
    /// <summary>A path in ../shared; where there is none, the path as it would stand beside the current directory.</summary>
    public static string Find(string path) => Search(Path.Combine("shared", path)) ?? Path.Combine("..", "shared", path);

    /// <summary>A picture of samples/pictures, or of ../shared/samples.</summary>
    public static string Picture(string name) =>
        Search(Path.Combine("samples", "pictures", name)) ?? Search(Path.Combine("shared", "samples", name))
        ?? throw new FileNotFoundException($"There is no samples/pictures/{name} above {AppContext.BaseDirectory}; run the benchmarks from a clone.");

    /// <summary>A file or folder below a folder above the program; null where there is none.</summary>
    public static string? Search(string path)
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string candidate = Path.Combine(at.FullName, path);
            if (Path.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
