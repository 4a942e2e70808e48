namespace Vlm.Tests.Tokenization;

/// <summary>A file that is deleted at the end of a test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private TemporaryFile(string path) => Path = path;

    public string Path { get; }

    public static TemporaryFile With(string contents)
    {
        string path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"vlm-{Guid.NewGuid():N}.json");
        File.WriteAllText(path, contents);
        return new TemporaryFile(path);
    }

    public void Dispose() => File.Delete(Path);
}
