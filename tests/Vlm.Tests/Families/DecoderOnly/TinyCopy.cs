using System.Text.Json.Nodes;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Families.DecoderOnly;

/// <summary>A copy of a tiny model that a test may damage.</summary>
internal sealed class TinyCopy : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TinyCopy(string family)
    {
        string source = ModelsFolder.Find("tiny", family);
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Where(file => !file.StartsWith(Path.Combine(source, "golden"), StringComparison.Ordinal)))
        {
            string target = _folder[Path.GetRelativePath(source, file)];
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public string Folder => _folder.Path;

    public TinyCopy Without(string file)
    {
        File.Delete(_folder[file]);
        return this;
    }

    /// <summary>Puts another family's file in the place of this one's.</summary>
    public TinyCopy WithFileOf(string family, string file)
    {
        File.Copy(ModelsFolder.Find(["tiny", family, .. file.Split('/')]), _folder[file], overwrite: true);
        return this;
    }

    /// <summary>Changes a JSON file.</summary>
    public TinyCopy With(string file, Action<JsonNode> change)
    {
        JsonNode json = JsonNode.Parse(File.ReadAllBytes(_folder[file]))!;
        change(json);
        File.WriteAllText(_folder[file], json.ToJsonString());
        return this;
    }

    public IVisionLanguageModel Load() => VisionLanguageModel.Load(Folder);

    public void Dispose() => _folder.Dispose();
}
