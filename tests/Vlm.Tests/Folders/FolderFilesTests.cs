using Vlm.Folders;

namespace Vlm.Tests.Folders;

public sealed class FolderFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _elsewhere = new();

    public void Dispose()
    {
        _folder.Dispose();
        _elsewhere.Dispose();
    }

    [Fact]
    public void Of_LinksInCircles_GoesThroughEachFolderOnceByALink()
    {
        _folder.Write("a/model.onnx", "");
        for (int i = 0; i < 40; i++)
        {
            Directory.CreateSymbolicLink(_folder[$"a/loop{i}"], "..");
            Directory.CreateSymbolicLink(_folder[$"again{i}"], "a");
        }

        IReadOnlyList<string> files = FolderFiles.Of(_folder.Path, "*.onnx", 100, followsLinks: true);

        Assert.Equal(2, files.Count);
        Assert.Contains("a/model.onnx", files);
        Assert.Equal(["a/model.onnx"], FolderFiles.Of(_folder.Path, "*.onnx", 100, followsLinks: false));
    }

    [Fact]
    public void Of_LinkToAFolderOutside_IsNotFollowed()
    {
        _elsewhere.Write("onnx/secret.onnx", "");
        _folder.Write("model.onnx", "");
        Directory.CreateSymbolicLink(_folder["onnx"], _elsewhere["onnx"]);
        Assert.Equal(["model.onnx"], FolderFiles.Of(_folder.Path, "*.onnx", 4, followsLinks: true));
    }

    [Fact]
    public void Of_LinkToAFileOrNowhere_IsListed()
    {
        _elsewhere.Write("blob", "");
        File.CreateSymbolicLink(_folder["model.onnx"], _elsewhere["blob"]);
        File.CreateSymbolicLink(_folder["none.onnx"], "missing");
        Assert.Equal(["model.onnx", "none.onnx"], FolderFiles.Of(_folder.Path, "*.onnx", 4, followsLinks: true));
    }

    [Fact]
    public void Of_DeeperThanAsked_IsLeftOut()
    {
        _folder.Write("1/2/model.onnx", "");
        _folder.Write("1/2/3/model.onnx", "");
        Assert.Equal(["1/2/model.onnx"], FolderFiles.Of(_folder.Path, "*.onnx", 2, followsLinks: true));
    }
}
