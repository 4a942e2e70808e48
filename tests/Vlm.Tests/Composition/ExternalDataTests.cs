using Vlm.Composition;
using Vlm.Folders;
using Vlm.Onnx;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Composition;

/// <summary>Weights beside a session's file, with links on the way to them.</summary>
public sealed class ExternalDataTests : IDisposable
{
    private const string Data = "vision_model.onnx_data", Session = "vision_model.onnx";

    private readonly TemporaryFolder _cache = new();

    public void Dispose() => _cache.Dispose();

    [Fact]
    public void Open_HubCache_LoadsAndRuns()
    {
        string snapshot = _cache["models--org--name/snapshots/0123"];
        Blob("a", Session);
        Blob("b", Data);
        Link(snapshot, $"onnx/{Session}", "../../../blobs/a");
        Link(snapshot, $"onnx/{Data}", "../../../blobs/b");

        using OnnxSession session = Sessions(snapshot).Open("vision_model");
        using TensorBuffer<float> pixels = TensorBuffer.Rent<float>(1, 3, 48, 48);
        pixels.Span.Clear();
        using SessionOutputs outputs = session.Run([new SessionInput("pixel_values", pixels)]);

        Assert.Equal(32, outputs[0].Shape[1]);
    }

    [Fact]
    public void Open_DataThroughALinkOutOfTheFolder_IsRefused()
    {
        Copy(Session, _cache[$"model/onnx/{Session}"]);
        Copy(Data, _cache["elsewhere"]);
        Link(_cache["model"], $"onnx/{Data}", "../../elsewhere");

        ModelFolderException e = Assert.Throws<ModelFolderException>(() => Sessions(_cache["model"]).Open("vision_model"));

        Assert.Contains(Data, e.Message, StringComparison.Ordinal);
        Assert.Contains("outside the model folder", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_SessionThroughALinkOutOfTheFolder_IsRefused()
    {
        Copy(Session, _cache["elsewhere.onnx"]);
        Copy(Data, _cache[$"model/onnx/{Data}"]);
        Link(_cache["model"], $"onnx/{Session}", "../../elsewhere.onnx");

        Assert.Throws<ModelFolderException>(() => Sessions(_cache["model"]).Open("vision_model"));
    }

    [Fact]
    public void Open_DataThroughALinkToAnotherFolderOfTheModel_SaysWhereItMustStand()
    {
        Copy(Session, _cache[$"model/onnx/{Session}"]);
        Copy(Data, _cache["model/weights/data"]);
        Link(_cache["model"], $"onnx/{Data}", "../weights/data");

        ModelFolderException e = Assert.Throws<ModelFolderException>(() => Sessions(_cache["model"]).Open("vision_model"));

        Assert.Contains("must stand in its own folder", e.Message, StringComparison.Ordinal);
    }

    private static FolderSessions Sessions(string folder) => new(ModelFolder.Open(folder), null);

    private static void Copy(string name, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Copy(ModelsFolder.Find("tiny", "clip-external", "onnx", name), path);
    }

    private static void Link(string folder, string name, string target)
    {
        string path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.CreateSymbolicLink(path, target);
    }

    private void Blob(string name, string source) => Copy(source, _cache[$"models--org--name/blobs/{name}"]);
}
