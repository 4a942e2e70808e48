using Vlm.Folders;

namespace Vlm.Tests.Folders;

public sealed class ModelFolderTests
{
    [Fact]
    public void Open_Missing_NamesThePathAndWhatIsExpected()
    {
        ModelFolderException e = Assert.Throws<ModelFolderException>(() => ModelFolder.Open("no/such/folder"));
        Assert.EndsWith(Path.Combine("no", "such", "folder"), e.Path, StringComparison.Ordinal);
        Assert.Contains("no such folder", e.Message, StringComparison.Ordinal);
        Assert.Contains("vlm.json", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AFile_SaysSo()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("model.onnx", "x");
        ModelFolderException e = Assert.Throws<ModelFolderException>(() => ModelFolder.Open(Path.Combine(folder.Path, "model.onnx")));
        Assert.Contains("it is a file", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Empty_SaysSo()
    {
        using TemporaryFolder folder = new();
        Assert.Contains("is empty", Assert.Throws<ModelFolderException>(() => ModelFolder.Open(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("notes.txt", "neither vlm.json nor config.json nor an .onnx file")]
    [InlineData("config.json", "config.json, but no .onnx file")]
    public void Open_WithoutAModel_SaysWhatWasFound(string file, string found)
    {
        using TemporaryFolder folder = new TemporaryFolder().With(file, "{}");
        ModelFolderException e = Assert.Throws<ModelFolderException>(() => ModelFolder.Open(folder.Path));
        Assert.Contains(found, e.Message, StringComparison.Ordinal);
        Assert.Contains("onnx/*.onnx", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_HuggingFaceLayout_ListsOnnxFilesSorted()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("config.json", "{}").With("onnx/vision.onnx", "x").With("onnx/model.onnx", "x").With("b.onnx", "x");
        Assert.Equal(["b.onnx", "onnx/model.onnx", "onnx/vision.onnx"], ModelFolder.Open(folder.Path).OnnxFiles);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../secret")]
    [InlineData("onnx/../../secret")]
    [InlineData("onnx\\..\\..\\secret")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\secret")]
    [InlineData("")]
    public void Resolve_OutOfTheFolder_Throws(string relative)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("vlm.json", "{}");
        Assert.Throws<ModelFolderException>(() => ModelFolder.Open(folder.Path).Resolve(relative));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Resolve_LinkOutOfTheFolder_Throws(bool linkedFolder)
    {
        using TemporaryFolder outside = new TemporaryFolder().With("secret/key.json", "{}");
        using TemporaryFolder folder = new TemporaryFolder().With("vlm.json", "{}");
        string link = Path.Combine(folder.Path, "link");
        FileSystemInfo made = linkedFolder
            ? Directory.CreateSymbolicLink(link, Path.Combine(outside.Path, "secret"))
            : File.CreateSymbolicLink(link, Path.Combine(outside.Path, "secret", "key.json"));
        Assert.NotNull(made.LinkTarget);
        ModelFolder model = ModelFolder.Open(folder.Path);
        ModelFolderException e = Assert.Throws<ModelFolderException>(() => model.Has(linkedFolder ? "link/key.json" : "link"));
        Assert.Contains("outside the model folder", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_LinkInsideTheFolder_IsFollowed()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("vlm.json", "{}").With("blobs/1", "{\"a\":1}");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "config.json"), Path.Combine(folder.Path, "blobs", "1"));
        Assert.Equal(1, ModelFolder.Open(folder.Path).ReadJson("config.json").Int("a"));
    }

    [Fact]
    public void ReadJson_MissingFile_NamesIt()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("vlm.json", "{}");
        ModelFolder model = ModelFolder.Open(folder.Path);
        Assert.Null(model.TryReadJson("config.json"));
        Assert.EndsWith("config.json", Assert.Throws<ModelFolderException>(() => model.ReadJson("config.json")).Path, StringComparison.Ordinal);
    }
}
