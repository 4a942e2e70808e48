namespace Vlm.PublicApi.Tests;

/// <summary>Model folders that are not whole: the error is typed, names the file and says what to do.</summary>
public class DamagedModelTests
{
    [Fact]
    public void Load_FolderMissing_NamesIt()
    {
        ModelFolderException error = Assert.Throws<ModelFolderException>(() => VisionLanguageModel.Load("nowhere"));
        Says(error, "nowhere");
    }

    [Fact]
    public void Load_FolderWithoutModel_NamesItAndWhatIsKnown()
    {
        string folder = Directory.CreateTempSubdirectory("vlm-empty-").FullName;
        VlmException error = Assert.ThrowsAny<VlmException>(() => VisionLanguageModel.Load(folder));
        Directory.Delete(folder);
        Assert.True(error is ModelFolderException or UnsupportedModelException, error.GetType().Name);
        Says(error, folder);
        Assert.Contains("vlm.json", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("image-encoder/onnx/model.onnx")]
    [InlineData("text-encoder/onnx/model.onnx")]
    [InlineData("captioner/onnx/decoder_model_merged.onnx")]
    [InlineData("vqa/late/image_head.onnx")]
    [InlineData("text-encoder/tokenizer.json")]
    public void Load_OneByteAltered_NamesTheFileAndBothSums(string name)
    {
        using ModelCopy copy = new();
        Change(copy.PathOf(name), bytes => bytes[bytes.Length / 2] ^= 1);
        ModelFolderException error = Assert.Throws<ModelFolderException>(() => VisionLanguageModel.Load(copy.Folder).Dispose());
        Says(error, Path.GetFileName(name));
        Assert.Contains("sha", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Load_Truncated_NamesTheFileAndBothLengths()
    {
        using ModelCopy copy = new();
        string file = copy.PathOf("retrieval/image_projection.onnx");
        long whole = new FileInfo(file).Length;
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..1000]);
        ModelFolderException error = Assert.Throws<ModelFolderException>(() => VisionLanguageModel.Load(copy.Folder).Dispose());
        Says(error, "image_projection.onnx");
        Assert.Contains("1000", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{whole}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FileRemoved_NamesIt()
    {
        using ModelCopy copy = new();
        File.Delete(copy.PathOf("vqa/answers.json"));
        Says(Assert.Throws<ModelFolderException>(() => VisionLanguageModel.Load(copy.Folder).Dispose()), "answers.json");
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{ \"format\": 99 }")]
    [InlineData("{ \"format\": 1, \"name\": 7 }")]
    [InlineData("[]")]
    public void Load_ManifestWrong_NamesIt(string manifest)
    {
        using ModelCopy copy = new("retrieval");
        File.WriteAllText(copy.PathOf("vlm.json"), manifest);
        VlmException error = Assert.ThrowsAny<VlmException>(() => VisionLanguageModel.Load(copy.Folder).Dispose());
        Assert.True(error is ModelFolderException or UnsupportedModelException, error.GetType().Name);
        Says(error, "vlm.json");
    }

    [Fact]
    public void OnnxImageEncoder_SessionIsNoModel_NamesTheFile()
    {
        using ModelCopy copy = new("image-encoder");
        string file = copy.PathOf("onnx/model.onnx");
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..5000]);
        Says(Assert.Throws<ModelFolderException>(() => OnnxImageEncoder.Load(copy.Folder).Dispose()), "model.onnx");
    }

    [Fact]
    public void OnnxImageEncoder_NoSession_NamesTheFolder()
    {
        using ModelCopy copy = new("image-encoder");
        File.Delete(copy.PathOf("onnx/model.onnx"));
        Says(Assert.Throws<ModelFolderException>(() => OnnxImageEncoder.Load(copy.Folder).Dispose()), copy.Folder);
    }

    [Fact]
    public void OnnxImageEncoder_NoPreprocessing_NamesTheFile()
    {
        using ModelCopy copy = new("image-encoder");
        File.Delete(copy.PathOf("preprocessor_config.json"));
        Says(Assert.Throws<ModelFolderException>(() => OnnxImageEncoder.Load(copy.Folder).Dispose()), "preprocessor_config.json");
    }

    [Theory]
    [InlineData("this is not JSON")]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{ \"model\": { \"type\": \"Unheard\" } }")]
    public void OnnxTextEncoder_TokenizerWrong_NamesTheFile(string tokenizer)
    {
        using ModelCopy copy = new("text-encoder");
        File.WriteAllText(copy.PathOf("tokenizer.json"), tokenizer);
        VlmException error = Assert.ThrowsAny<VlmException>(() => OnnxTextEncoder.Load(copy.Folder).Dispose());
        Assert.True(error is ModelFolderException or UnsupportedModelException, error.GetType().Name);
        Says(error, "tokenizer.json");
    }

    [Fact]
    public void AnswerHead_NoAnswers_NamesTheFile()
    {
        using ModelCopy copy = new("vqa");
        File.WriteAllText(copy.PathOf("answers.json"), "[]");
        Says(Assert.Throws<ModelFolderException>(() => AnswerHead.Load(copy.PathOf("cross_attention")).Dispose()), "answers.json");
    }

    // A message that says what to do has a sentence in the imperative.
    private static void Says(VlmException error, string file)
    {
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Matches("(?i)\\b(fetch|copy|download|restore|check|pass|give|use|add|put|expected|export|load|known)\\b", error.Message);
    }

    private static void Change(string file, Action<byte[]> change)
    {
        byte[] bytes = File.ReadAllBytes(file);
        change(bytes);
        File.WriteAllBytes(file, bytes);
    }
}
