namespace Vlm.Tests;

/// <summary>A folder that is deleted with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("vlm-tests-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        string path = this[name];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>The same, for several files in one expression.</summary>
    public TemporaryFolder With(string name, string text)
    {
        Write(name, text);
        return this;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
