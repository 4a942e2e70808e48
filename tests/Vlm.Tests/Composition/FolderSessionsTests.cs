using Vlm.Composition;
using Vlm.Folders;
using Vlm.Onnx;
using Vlm.Tests.Goldens;
using Vlm.Tests.Onnx;

namespace Vlm.Tests.Composition;

public sealed class FolderSessionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _log = [];

    public FolderSessionsTests()
    {
        _folder.Write("config.json", "{}");
        Directory.CreateDirectory(_folder["onnx"]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_PreferredPrecision_IsTakenWithoutANote()
    {
        Copy("text_model.onnx", "text_model_fp16.onnx");
        FolderSessions subject = Subject(new VlmOptions { Precision = [ModelPrecision.Float16] });

        using OnnxSession session = subject.Open("text_model");

        LoadedSession opened = Assert.Single(subject.Opened);
        Assert.Equal(("text_model", "onnx/text_model_fp16.onnx", ModelPrecision.Float16, null), (opened.Name, opened.File, opened.Precision, opened.Note));
        Assert.Empty(_log);
    }

    [Fact]
    public void Open_PrecisionThatTheFolderLacks_TakesTheNextAndSaysSo()
    {
        Copy("text_model.onnx", "text_model_fp16.onnx");
        FolderSessions subject = Subject(new VlmOptions { Precision = [ModelPrecision.Q4, ModelPrecision.Float16] });

        using OnnxSession session = subject.Open("text_model");

        Assert.Equal("onnx/text_model_fp16.onnx", Assert.Single(subject.Opened).File);
        string line = Assert.Single(_log);
        Assert.Contains("text_model_fp16.onnx", line, StringComparison.Ordinal);
        Assert.Contains("no text_model of Q4", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_PrecisionOfOneSession_HoldsForItAlone()
    {
        Copy("text_model.onnx", "text_model_fp16.onnx", "vision_model.onnx", "vision_model_fp16.onnx");
        VlmOptions options = new() { SessionPrecision = new Dictionary<string, IReadOnlyList<ModelPrecision>> { ["text_model"] = [ModelPrecision.Float16] } };
        FolderSessions subject = Subject(options);

        using OnnxSession text = subject.Open("text_model");
        using OnnxSession vision = subject.Open("vision_model");

        Assert.Equal([ModelPrecision.Float16, ModelPrecision.Float32], subject.Opened.Select(s => s.Precision));
    }

    [Fact]
    public void Open_FileThatTheRuntimeCannotRun_TakesTheNextAndSaysWhy()
    {
        Copy("text_model.onnx");
        TinyOnnx.WriteUnknownOperator(_folder["onnx/text_model_q4f16.onnx"]);
        FolderSessions subject = Subject(new VlmOptions { Precision = [ModelPrecision.Q4Float16] });

        using OnnxSession session = subject.Open("text_model");

        Assert.Equal("onnx/text_model.onnx", Assert.Single(subject.Opened).File);
        Assert.Contains("NoSuchOperator", Assert.Single(_log), StringComparison.Ordinal);
        Assert.Contains("NoSuchOperator", subject.Opened[0].Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OnlyFilesThatTheRuntimeCannotRun_TellsTheFirst()
    {
        TinyOnnx.WriteUnknownOperator(_folder["onnx/text_model_q4.onnx"]);

        ModelFolderException e = Assert.Throws<ModelFolderException>(() => Subject(null).Open("text_model"));

        Assert.EndsWith("text_model_q4.onnx", e.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_TruncatedFile_IsNotReplacedByAnother()
    {
        Copy("text_model_fp16.onnx");
        byte[] whole = File.ReadAllBytes(Tiny("text_model.onnx"));
        File.WriteAllBytes(_folder["onnx/text_model.onnx"], whole[..^1000]);

        ModelFolderException e = Assert.Throws<ModelFolderException>(() => Subject(null).Open("text_model"));

        Assert.EndsWith("text_model.onnx", e.Path, StringComparison.Ordinal);
        Assert.Contains("truncated", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_SessionThatIsMissing_NamesItAndWhatIsThere()
    {
        Copy("text_model.onnx");

        ModelFolderException e = Assert.Throws<ModelFolderException>(() => Subject(null).Open("vision_model", "model"));

        Assert.Contains("onnx/vision_model.onnx or onnx/model.onnx", e.Message, StringComparison.Ordinal);
        Assert.Contains("found onnx/text_model.onnx", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryOpen_SessionThatIsMissing_IsNull()
    {
        Copy("text_model.onnx");
        Assert.Null(Subject(null).TryOpen("vision_model"));
    }

    [Fact]
    public void Open_DimensionNames_AreThoseOfTheFile()
    {
        Copy("vision_model.onnx");
        using OnnxSession session = Subject(null).Open("vision_model");
        Assert.Equal("batch_size", session.Inputs[0].DimensionNames![0]);
    }

    private static string Tiny(string name) => ModelsFolder.Find("tiny", "clip", "onnx", name);

    private void Copy(params string[] names)
    {
        foreach (string name in names)
        {
            File.Copy(Tiny(name), _folder[$"onnx/{name}"]);
        }
    }

    private FolderSessions Subject(VlmOptions? options)
    {
        options ??= new VlmOptions();
        options.Log = _log.Add;
        return new FolderSessions(ModelFolder.Open(_folder.Path), options);
    }
}
