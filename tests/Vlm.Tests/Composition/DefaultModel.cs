namespace Vlm.Tests.Composition;

/// <summary>One default model for all tests that ask it something; loading it takes most of a second.</summary>
public sealed class DefaultModel : IDisposable
{
    public IVisionLanguageModel Model { get; } = VisionLanguageModel.LoadDefault();

    public static string Picture(string name) => Path.Combine(Repository(), "samples", "pictures", name);

    public static string Repository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Vlm.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    public void Dispose() => Model.Dispose();
}
