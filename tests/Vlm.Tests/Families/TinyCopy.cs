using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Vlm.Onnx;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Families;

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

    public TinyCopy Without(params string[] files)
    {
        Array.ForEach(files, file => File.Delete(_folder[file]));
        return this;
    }

    /// <summary>Puts bytes in a file's place.</summary>
    public TinyCopy WithBytes(string file, byte[] bytes)
    {
        File.WriteAllBytes(_folder[file], bytes);
        return this;
    }

    /// <summary>Cuts a file's end off.</summary>
    public TinyCopy Cut(string file, double share) => WithBytes(file, File.ReadAllBytes(_folder[file]) is var whole ? whole[..(int)(whole.Length * share)] : []);

    /// <summary>Puts a link in a file's place.</summary>
    public TinyCopy WithLink(string file, string target)
    {
        File.Delete(_folder[file]);
        File.CreateSymbolicLink(_folder[file], target);
        return this;
    }

    /// <summary>Makes NaN of every weight of a session that is a matrix of single-precision numbers.</summary>
    public TinyCopy WithNaN(string session)
    {
        byte[] bytes = File.ReadAllBytes(_folder[session]);
        int matrices = 0;
        foreach (FileSlice slice in OnnxOutline.Read(_folder[session]).Weights.Values)
        {
            OnnxWeight weight = OnnxWeight.Read(bytes.AsMemory((int)slice.Start, (int)slice.Length));
            if (weight is { Type: 1, Shape.Count: > 1 } && MemoryMarshal.TryGetArray(weight.Raw, out ArraySegment<byte> raw))
            {
                MemoryMarshal.Cast<byte, float>(raw.AsSpan()).Fill(float.NaN);
                matrices++;
            }
        }

        Assert.NotEqual(0, matrices);
        return WithBytes(session, bytes);
    }

    /// <summary>Puts another family's file in the place of this one's.</summary>
    /// <param name="family">The other family.</param>
    /// <param name="file">Its file.</param>
    /// <param name="place">Which file it replaces; null for the one of the same name.</param>
    public TinyCopy WithFileOf(string family, string file, string? place = null)
    {
        File.Copy(ModelsFolder.Find(["tiny", family, .. file.Split('/')]), _folder[place ?? file], overwrite: true);
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
