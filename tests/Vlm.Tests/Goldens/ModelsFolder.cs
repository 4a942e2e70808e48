namespace Vlm.Tests.Goldens;

/// <summary>The models that the clone carries, in its folder models.</summary>
internal static class ModelsFolder
{
    /// <summary>The absolute path of a file or folder below models.</summary>
    public static string Find(params string[] parts) => Path.GetFullPath(GoldenFolder.Path(["..", "..", "models", .. parts]));
}
