namespace Vlm.Folders;

/// <summary>Finds the embedded default model.</summary>
internal static class DefaultModelFolder
{
    private static readonly string Relative = Path.Combine("models", "default");

    public static string Find() => FindFrom(AppContext.BaseDirectory);

    public static string FindFrom(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, Relative);
            if (File.Exists(Path.Combine(candidate, VlmManifest.FileName)))
            {
                return candidate;
            }
        }

        throw new ModelFolderException(
            Path.Combine(start, Relative),
            $"the embedded default model is neither there nor in a folder above. Reference the package Vlm.Models.Default, or call VisionLanguageModel.Load with a folder that has {VlmManifest.FileName}.");
    }
}
