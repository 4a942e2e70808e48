using System.Text;
using Vlm.Folders;

namespace Vlm.Tests.Folders.Hub;

/// <summary>A loopback hub with one repository, and an empty cache.</summary>
internal sealed class HubCase : IDisposable
{
    public const string Id = "org/tiny-clip";

    private readonly TemporaryFolder _folder = new();

    public HubCase(int weightBytes = 300_000)
    {
        Weights = Noise(weightBytes);
        Server.Add(
            Id,
            ("config.json", "{\"model_type\":\"clip\"}"u8.ToArray()),
            ("README.md", Noise(400)),
            ("tokenizer.json", Encoding.UTF8.GetBytes($"{{\"x\":\"{new string('y', 2000)}\"}}")),
            ("pytorch_model.bin", Noise(5000)),
            ("onnx/model.onnx", Noise(3000)),
            ("onnx/model.onnx_data", Weights),
            ("onnx/model_quantized.onnx", Noise(2500)));
    }

    public HubServer Server { get; } = new();

    public byte[] Weights { get; }

    public string CacheFolder => Path.Combine(_folder.Path, "hub");

    public string Root => Path.Combine(CacheFolder, "models--org--tiny-clip");

    public string Snapshot => Path.Combine(Root, "snapshots", HubRepositoryContents.MainCommit);

    public HubOptions Options(string? revision = null, bool offline = false, string token = "") =>
        new() { CacheFolder = CacheFolder, Endpoint = Server.Address, Revision = revision, Offline = offline, Token = token };

    public Task<string> PullAsync(HubOptions? options = null, ModelPrecision[]? precisions = null, IProgress<HubProgress>? progress = null, CancellationToken cancellationToken = default) =>
        new HubCache(options ?? Options()).PullAsync(Id, precisions, progress, cancellationToken);

    /// <summary>Pulls as if a variable of the environment had been set.</summary>
    public Task<string> PullWithAsync(string variable, string value)
    {
        HubSettings settings = HubSettings.Of(Options(), name => name == variable ? value : null);
        HubRepository repository = HubRepository.Parse(Id);
        return new HubPull(settings, repository, null).RunAsync(files => HubSelection.Select(repository, files, null), null, CancellationToken.None);
    }

    /// <summary>The files of the snapshot, each compared with what the server has.</summary>
    public string[] WholeFiles()
    {
        string[] files = [.. Directory.EnumerateFiles(Snapshot, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Snapshot, path)).Order(StringComparer.Ordinal)];
        foreach (string file in files)
        {
            Assert.Equal(Server.Repositories[Id].File(file), File.ReadAllBytes(Path.Combine(Snapshot, file)));
        }

        return files;
    }

    public static byte[] Noise(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    public void Dispose()
    {
        Server.Dispose();
        _folder.Dispose();
    }
}
