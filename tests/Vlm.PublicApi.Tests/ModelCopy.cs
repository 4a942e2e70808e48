namespace Vlm.PublicApi.Tests;

/// <summary>A copy of a folder of the default model in a temporary place, to be damaged.</summary>
internal sealed class ModelCopy : IDisposable
{
    public ModelCopy(params string[] parts)
    {
        Folder = Directory.CreateTempSubdirectory("vlm-damaged-").FullName;
        string source = Clone.Model(parts);
        foreach (string file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(Folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public string Folder { get; }

    public string PathOf(string name) => Path.Combine(Folder, name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
