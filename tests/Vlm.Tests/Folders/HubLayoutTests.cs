using Vlm.Folders;

namespace Vlm.Tests.Folders;

/// <summary>Folders as the Hugging Face cache lays them out: links from a snapshot into the blobs of its repository, and links that lead elsewhere.</summary>
public sealed class HubLayoutTests : IDisposable
{
    private readonly TemporaryFolder _cache = new();

    private string Repository => Path.Combine(_cache.Path, "models--org--name");

    private string Snapshot => Path.Combine(Repository, "snapshots", "0123456789abcdef0123456789abcdef01234567");

    public void Dispose() => _cache.Dispose();

    [Fact]
    public void Resolve_LinksIntoTheRepositorysBlobs_AreFollowed()
    {
        Link("config.json", "../../blobs/a", "{\"model_type\":\"clip\"}");
        Link("onnx/model.onnx", "../../../blobs/b", "x");

        ModelFolder folder = ModelFolder.Open(Snapshot);

        Assert.Equal("clip", folder.Config!.ModelType);
        Assert.True(folder.Has("onnx/model.onnx"));
        Assert.Equal("org/name", ModelCard.NameOf(folder));
    }

    [Fact]
    public void Resolve_OfAFolderWithinASnapshot_FollowsTheSameLinks()
    {
        Link("text/config.json", "../../../blobs/a", "{\"model_type\":\"bert\"}");
        Link("text/onnx/model.onnx", "../../../../blobs/b", "x");

        Assert.Equal("bert", ModelFolder.Open(Path.Combine(Snapshot, "text")).Config!.ModelType);
    }

    [Theory]
    [InlineData("../../../models--org--other/blobs/a")]
    [InlineData("../../refs/main")]
    [InlineData("../../../secret")]
    public void Resolve_LinksElsewhereInTheCache_AreRefused(string target)
    {
        Link("onnx/model.onnx", "../../../blobs/b", "x");
        _cache.With("models--org--other/blobs/a", "{}").With("models--org--name/refs/main", "{}").With("secret", "{}");
        File.CreateSymbolicLink(Path.Combine(Snapshot, "config.json"), target);

        ModelFolderException e = Assert.Throws<ModelFolderException>(() => ModelFolder.Open(Snapshot).Config);

        Assert.Contains("config.json", e.Message, StringComparison.Ordinal);
        Assert.Contains("outside the model folder", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_ABlobThatIsALinkOut_IsRefused()
    {
        _cache.With("secret", "{}");
        Directory.CreateDirectory(Path.Combine(Repository, "blobs"));
        File.CreateSymbolicLink(Path.Combine(Repository, "blobs", "a"), Path.Combine(_cache.Path, "secret"));
        Link("onnx/model.onnx", "../../../blobs/b", "x");
        File.CreateSymbolicLink(Path.Combine(Snapshot, "config.json"), "../../blobs/a");

        Assert.Throws<ModelFolderException>(() => ModelFolder.Open(Snapshot).Config);
    }

    [Fact]
    public void Resolve_BlobsThatAreALinkOut_AreRefused()
    {
        _cache.With("elsewhere/a", "{}").With("models--org--name/snapshots/0123456789abcdef0123456789abcdef01234567/model.onnx", "x");
        Directory.CreateSymbolicLink(Path.Combine(Repository, "blobs"), Path.Combine(_cache.Path, "elsewhere"));
        File.CreateSymbolicLink(Path.Combine(Snapshot, "config.json"), "../../blobs/a");

        Assert.Throws<ModelFolderException>(() => ModelFolder.Open(Snapshot).Config);
    }

    [Fact]
    public void Resolve_LinkThatClimbsFromWhereALinkedFolderReallyStands_IsRefused()
    {
        // Read from where the path stands the link stays inside: model/deep/down/../../x. Its folder really is model/near, one level down.
        using TemporaryFolder root = new TemporaryFolder().With("x", "{}").With("model/x", "{}").With("model/model.onnx", "x").With("model/near/y", "").With("model/deep/y", "");
        string model = Path.Combine(root.Path, "model");
        File.CreateSymbolicLink(Path.Combine(model, "near", "config.json"), "../../x");
        Directory.CreateSymbolicLink(Path.Combine(model, "deep", "down"), "../near");

        Assert.Throws<ModelFolderException>(() => ModelFolder.Open(model).Has("deep/down/config.json"));
    }

    [Fact]
    public void Resolve_LinksInACircle_SaySo()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("model.onnx", "x");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "a"), "b");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "b"), "a");

        Assert.Contains("circle", Assert.Throws<ModelFolderException>(() => ModelFolder.Open(folder.Path).Has("a")).Message, StringComparison.Ordinal);
    }

    private void Link(string name, string target, string contents)
    {
        string path = Path.Combine(Snapshot, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string blob = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, target));
        Directory.CreateDirectory(Path.GetDirectoryName(blob)!);
        File.WriteAllText(blob, contents);
        File.CreateSymbolicLink(path, target);
    }
}
