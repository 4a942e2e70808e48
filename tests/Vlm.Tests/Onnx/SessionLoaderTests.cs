using System.Text;
using Vlm.Onnx;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Onnx;

public sealed class SessionLoaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vlm-onnx-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Load_NoFile_SaysSo()
    {
        string path = Path.Combine(_folder.FullName, "model.onnx");

        ModelFolderException e = Assert.Throws<ModelFolderException>(() => OnnxSession.Load(path));

        Assert.Equal(path, e.Path);
        Assert.Contains("no such file", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_Folder_SaysSo() =>
        Assert.Contains("it is a folder", Assert.Throws<ModelFolderException>(() => OnnxSession.Load(_folder.FullName)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(100_000)]
    [InlineData(-1)]
    public void Load_Truncated_NamesFileAndAdvice(int length)
    {
        byte[] whole = File.ReadAllBytes(ModelsFolder.Find("tiny", "clip", "onnx", "vision_model.onnx"));
        string path = Write(whole[..(length < 0 ? whole.Length + length : length)]);

        ModelFolderException e = Assert.Throws<ModelFolderException>(() => OnnxSession.Load(path));

        Assert.StartsWith(path, e.Message, StringComparison.Ordinal);
        Assert.Contains("etch", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NotOnnx_IsModelFolderException() =>
        Assert.Throws<ModelFolderException>(() => OnnxSession.Load(Write(Encoding.UTF8.GetBytes("<html>404 not found</html>"))));

    [Fact]
    public void Load_ExternalDataOutsideOfTheFolder_IsRefused()
    {
        const string Inside = "vision_model.onnx_data", Outside = "../vision_model.onnx_d";
        string source = SharedFolder.Find("families", "clip-external", "onnx", "vision_model.onnx");
        string data = Path.Combine(Path.GetDirectoryName(source)!, Inside);
        string folder = _folder.CreateSubdirectory("onnx").FullName, path = Path.Combine(folder, "model.onnx");
        File.Copy(data, Path.Combine(_folder.FullName, Outside[3..]));
        string latin = Encoding.Latin1.GetString(File.ReadAllBytes(source));
        Assert.Contains(Inside, latin, StringComparison.Ordinal);
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes(latin.Replace(Inside, Outside, StringComparison.Ordinal)));

        Assert.Throws<ModelFolderException>(() => OnnxSession.Load(path));
    }

    private string Write(byte[] content)
    {
        string path = Path.Combine(_folder.FullName, "model.onnx");
        File.WriteAllBytes(path, content);
        return path;
    }
}
