using System.Text.Json.Nodes;
using Vlm.Tests.Goldens;
using Vlm.Training;

namespace Vlm.Tests.Composition;

/// <summary>Files are found where vlm.json says, whatever their folders are called.</summary>
public sealed class ComposedModelFilesTests : IDisposable
{
    private static readonly string Default = ModelsFolder.Find("default");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Paths_HeadsInOtherFolders_AsNamed()
    {
        Write(heads =>
        {
            heads["caption"] = new JsonObject { ["folder"] = "words/writer", ["decoder"] = "d.onnx" };
            heads["answer"]!["labels"] = "replies/list.json";
            heads["answer"]!["fusions"]!["late"]!["folder"] = "replies/two";
        });
        _folder.Write("words/writer/d.onnx", "");
        _folder.Write("replies/list.json", """["yes", "no"]""");
        _folder.Write("replies/config.json", """{ "fusions": { "late": { "image_weight": 0.5, "question_weight": 2 } } }""");
        _folder.Write("replies/two/image_head.onnx", "");

        ComposedModelFiles files = new(_folder.Path);

        Assert.Equal(_folder["words/writer"], files.Captioner);
        Assert.Equal(_folder["words/writer/d.onnx"], files.CaptionDecoder);
        Assert.Equal(["yes", "no"], files.Answers);
        Assert.Equal(_folder["replies/two"], files.Fusion(FusionKind.Late));
        Assert.Equal((0.5f, 2f), files.LateWeights());
        Assert.Equal(_folder["text-encoder"], files.TextEncoder!.Value.Folder);
    }

    [Fact]
    public void Paths_HeadThatTheModelLacks_NamesTheKey()
    {
        Write(heads =>
        {
            heads.AsObject().Remove("caption");
            heads["answer"]!["fusions"]!.AsObject().Remove("late");
        });
        ComposedModelFiles files = new(_folder.Path);
        Assert.Equal("heads.caption", Assert.Throws<ModelFolderException>(() => files.Captioner).Key);
        Assert.Equal("heads.answer.fusions", Assert.Throws<ModelFolderException>(() => files.Fusion(FusionKind.Late)).Key);
    }

    [Fact]
    public void StoredAnswerModel_FusionInAnotherFolder_Read()
    {
        Write(heads => heads["answer"]!["fusions"]!["late"]!["folder"] = "elsewhere");
        Directory.CreateDirectory(_folder["elsewhere"]);
        Directory.CreateDirectory(_folder["vqa"]);
        File.Copy(Path.Combine(Default, "vqa/answers.json"), _folder["vqa/answers.json"]);
        string config = Path.Combine(Default, "vqa/late/config.json");
        File.Copy(File.Exists(config) ? config : Path.Combine(Default, "vqa/config.json"), _folder["elsewhere/config.json"]);
        foreach (string name in (string[])["image_head.onnx", "question_head.onnx"])
        {
            File.Copy(Path.Combine(Default, "vqa/late", name), _folder["elsewhere/" + name]);
        }

        Assert.Equal(StoredAnswerModel.Read(Default, FusionKind.Late).Answers, StoredAnswerModel.Read(_folder.Path, FusionKind.Late).Answers);
    }

    private void Write(Action<JsonNode> change)
    {
        JsonNode manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(Default, "vlm.json")))!;
        change(manifest["heads"]!);
        _folder.Write("vlm.json", manifest.ToJsonString());
    }
}
