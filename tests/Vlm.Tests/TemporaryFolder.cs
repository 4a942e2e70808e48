namespace Vlm.Tests;

/// <summary>A folder that is deleted with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("vlm-tests-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>A copy of a folder, or of some of its files.</summary>
    public static TemporaryFolder CopyOf(string source, Func<string, bool>? keeps = null)
    {
        TemporaryFolder folder = new();
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Where(file => keeps?.Invoke(file) ?? true))
        {
            string target = folder[System.IO.Path.GetRelativePath(source, file)];
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return folder;
    }

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
