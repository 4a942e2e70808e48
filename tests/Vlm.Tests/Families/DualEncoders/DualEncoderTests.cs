using System.Numerics.Tensors;
using System.Text.Json;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Families.DualEncoders;

/// <summary>CLIP and SigLIP folders through the front door, against the Python implementation.</summary>
public sealed class DualEncoderTests
{
    private const double Tolerance = 1e-4;

    // Norms of the halves' vectors are around 10: a relative 1e-5 there is the 1e-4 of the vectors.
    private static readonly EmbeddingOptions Raw = new() { Normalize = false };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("clip")]
    [InlineData("siglip")]
    public async Task EmbedAsync_SplitFiles_EqualPython(string family)
    {
        DualEncoderGolden golden = new(family);
        using IVisionLanguageModel model = VisionLanguageModel.Load(golden.Folder);

        Compare(golden.Tensors.Floats("image_embeds"), await model.EmbedImagesAsync(golden.Pictures, null, Cancel));
        Compare(golden.Tensors.Floats("text_embeds"), await model.EmbedTextsAsync(golden.Texts, null, Cancel));
        Compare(golden.Tensors.Floats(family == "clip" ? "split.image_embeds" : "split.vision.pooler_output"), await model.EmbedImagesAsync(golden.Pictures, Raw, Cancel));
        Compare(golden.Tensors.Floats(family == "clip" ? "split.text_embeds" : "split.text.pooler_output"), await model.EmbedTextsAsync(golden.Texts, Raw, Cancel));
        Assert.Equal(["text_model", "vision_model"], model.Info.Sessions.Select(session => session.Name));
    }

    [Theory]
    [InlineData("clip")]
    [InlineData("siglip")]
    public async Task EmbedAsync_JointFileAlone_EqualsPython(string family)
    {
        DualEncoderGolden golden = new(family);
        using TemporaryFolder folder = JointAlone(golden);
        using IVisionLanguageModel model = VisionLanguageModel.Load(folder.Path);

        Compare(golden.Tensors.Floats("image_embeds"), await model.EmbedImagesAsync(golden.Pictures, null, Cancel));
        Compare(golden.Tensors.Floats("text_embeds"), await model.EmbedTextsAsync(golden.Texts, null, Cancel));
        Assert.Equal(["model, pictures", "model, texts"], model.Info.Sessions.Select(session => session.Name));
    }

    [Theory]
    [InlineData("clip", false)]
    [InlineData("clip", true)]
    [InlineData("siglip", false)]
    [InlineData("siglip", true)]
    public async Task ScoreAsync_AllPairs_EqualsPython(string family, bool joint)
    {
        DualEncoderGolden golden = new(family);
        using TemporaryFolder folder = JointAlone(golden);
        using IVisionLanguageModel model = VisionLanguageModel.Load(joint ? folder.Path : golden.Folder);

        IReadOnlyList<IReadOnlyList<ImageTextScore>> scores = await model.ScoreAsync(golden.Pictures, golden.Texts, null, Cancel);

        Closeness.Within(golden.Tensors.Floats("logits_per_image"), [.. scores.SelectMany(row => row).Select(score => score.Logit!.Value)], Tolerance);
        int[][] ranking = [.. golden.Cases.GetProperty("retrieval").GetProperty("image_to_text").EnumerateArray().Select(row => row.EnumerateArray().Select(i => i.GetInt32()).ToArray())];
        for (int i = 0; i < ranking.Length; i++)
        {
            Closeness.Within([.. golden.Cases.GetProperty("cosine")[i].Doubles().Select(c => (float)c)], [.. scores[i].Select(score => score.Cosine)], Tolerance);
            Assert.Equal(ranking[i], scores[i].Index().OrderByDescending(score => score.Item.Logit).Select(score => score.Index));
        }
    }

    [Theory]
    [InlineData("clip")]
    [InlineData("siglip")]
    public async Task ClassifyAsync_ZeroShot_EqualsPython(string family)
    {
        DualEncoderGolden golden = new(family);
        using IVisionLanguageModel model = VisionLanguageModel.Load(golden.Folder);
        Assert.NotEmpty(golden.ZeroShot);
        foreach ((string template, string[] labels, JsonElement logits, JsonElement probabilities) in golden.ZeroShot)
        {
            IReadOnlyList<IReadOnlyList<ImageTextScore>> scores = await model.ScoreAsync(
                golden.Pictures, [.. labels.Select(label => template.Replace("{}", label, StringComparison.Ordinal))], null, Cancel);
            IReadOnlyList<IReadOnlyList<LabelScore>> classes = await model.ClassifyAsync(golden.Pictures, labels, template, cancellationToken: Cancel);
            for (int i = 0; i < classes.Count; i++)
            {
                Closeness.Within(logits[i].Doubles(), [.. scores[i].Select(score => (double)score.Logit!.Value)], Tolerance);
                double[] found = [.. labels.Select(label => (double)classes[i].Single(score => score.Label == label).Probability)];
                Closeness.Within(probabilities[i].Doubles(), found, Tolerance);
            }
        }
    }

    [Fact]
    public async Task ScoreAsync_Sigmoid_DoesNotLookAtTheOtherTexts()
    {
        DualEncoderGolden golden = new("siglip");
        using IVisionLanguageModel model = VisionLanguageModel.Load(golden.Folder);
        ImageTextScore alone = await model.ScoreAsync(golden.Pictures[0], golden.Texts[1], null, Cancel);
        ImageTextScore among = (await model.ScoreAsync([golden.Pictures[0]], golden.Texts, null, Cancel))[0][1];
        Closeness.Within(among.Probability!.Value, alone.Probability!.Value, 1e-5);
    }

    [Theory]
    [InlineData("clip")]
    [InlineData("siglip")]
    public async Task EmbedTextsAsync_TextBeyondThePositions_SaysThatItWasCut(string family)
    {
        DualEncoderGolden golden = new(family);
        using IVisionLanguageModel model = VisionLanguageModel.Load(golden.Folder);
        string longText = string.Join(' ', Enumerable.Repeat("dog", 200));
        IReadOnlyList<Embedding> embeddings = await model.EmbedTextsAsync(["dog", longText], null, Cancel);
        Assert.Equal([false, true], embeddings.Select(embedding => embedding.Truncated));
    }

    [Theory]
    [InlineData(ModelPrecision.Float16, "fp16")]
    [InlineData(ModelPrecision.Quantized, "quantized")]
    [InlineData(ModelPrecision.Q4, "q4")]
    public async Task ScoreAsync_OtherPrecisions_AreThoseOfTheFiles(ModelPrecision precision, string name)
    {
        DualEncoderGolden golden = new("clip");
        using IVisionLanguageModel model = VisionLanguageModel.Load(golden.Folder, new VlmOptions { Precision = [precision] });

        IReadOnlyList<IReadOnlyList<ImageTextScore>> scores = await model.ScoreAsync(golden.Pictures, golden.Texts, null, Cancel);
        IReadOnlyList<Embedding> images = await model.EmbedImagesAsync(golden.Pictures, null, Cancel);

        Assert.All(model.Info.Sessions, session => Assert.Equal((precision, null), (session.Precision, session.Note)));
        float[] logits = golden.Tensors.Floats($"{name}.logits_per_image");
        double range = logits.Max() - logits.Min();
        Closeness.Within(logits, [.. scores.SelectMany(row => row).Select(score => score.Logit!.Value)], precision == ModelPrecision.Float16 ? 5e-2 : 0.05 * range);
        float[] expected = golden.Tensors.Floats($"{name}.split.image_embeds");
        Assert.All(images.Index(), image => Assert.InRange(TensorPrimitives.CosineSimilarity(expected.AsSpan(image.Index * 32, 32), image.Item.Vector.Span), 0.99f, 1.001f));
    }

    [Fact]
    public async Task Load_VisionHalfAlone_EmbedsPicturesAndRefusesTexts()
    {
        DualEncoderGolden golden = new("clip-external");
        using IVisionLanguageModel model = VisionLanguageModel.Load(golden.Folder);

        Assert.Equal(ModelCapabilities.EmbedImages, model.Info.Capabilities);
        Assert.Equal(32, model.Info.EmbeddingSize);
        Compare(golden.Tensors.Floats("split.image_embeds"), await model.EmbedImagesAsync(golden.Pictures, Raw, Cancel));
        NotSupportedException e = await Assert.ThrowsAsync<NotSupportedException>(() => model.EmbedTextsAsync(["a dog"], null, Cancel));
        Assert.Contains("clip-external", e.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<NotSupportedException>(() => model.ScoreAsync(golden.Pictures, ["a dog"], null, Cancel));
    }

    [Fact]
    public async Task ScoreAsync_SplitFilesWithoutScale_TakesTheUsualOneAndSaysSo()
    {
        DualEncoderGolden golden = new("clip");
        using TemporaryFolder folder = Copy(golden, "onnx/text_model.onnx", "onnx/vision_model.onnx");
        List<string> log = [];
        using IVisionLanguageModel model = VisionLanguageModel.Load(folder.Path, new VlmOptions { Log = log.Add });

        ImageTextScore score = await model.ScoreAsync(golden.Pictures[0], golden.Texts[0], null, Cancel);

        Closeness.Within(100 * score.Cosine, score.Logit!.Value, 1e-4);
        Assert.Contains("100 is taken", Assert.Single(log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ScoreAsync_SiglipSplitFilesWithoutScale_GivesCosinesAlone()
    {
        DualEncoderGolden golden = new("siglip");
        using TemporaryFolder folder = Copy(golden, "onnx/text_model.onnx", "onnx/vision_model.onnx");
        using IVisionLanguageModel model = VisionLanguageModel.Load(folder.Path);

        ImageTextScore score = await model.ScoreAsync(golden.Pictures[0], golden.Texts[0], null, Cancel);

        Closeness.Within(golden.Cases.GetProperty("cosine")[0].Doubles()[0], score.Cosine, Tolerance);
        Assert.Equal((null, null), (score.Logit, score.Probability));
    }

    [Fact]
    public void Load_EmbeddingSpace_DiffersByWeightsAndNotByPlace()
    {
        DualEncoderGolden golden = new("clip");
        using TemporaryFolder folder = JointAlone(golden), other = JointAlone(golden);
        Assert.Equal(Space(folder.Path, null), Space(other.Path, null));
        Assert.NotEqual(Space(golden.Folder, null), Space(golden.Folder, [ModelPrecision.Float16]));

        static string? Space(string path, ModelPrecision[]? precision)
        {
            using IVisionLanguageModel model = VisionLanguageModel.Load(path, new VlmOptions { Precision = precision });
            return Assert.IsType<string>(model.Info.EmbeddingSpace);
        }
    }

    [Fact]
    public void Load_TextHalfWithoutTokenizer_NamesIt()
    {
        using TemporaryFolder folder = Copy(new("clip"), "onnx/text_model.onnx", "onnx/vision_model.onnx");
        File.Delete(folder["tokenizer.json"]);
        ModelFolderException e = Assert.Throws<ModelFolderException>(() => VisionLanguageModel.Load(folder.Path));
        Assert.Contains("tokenizer.json", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_TextHalfAlone_NamesTheMissingSession()
    {
        using TemporaryFolder folder = Copy(new("clip"), "onnx/text_model.onnx");
        ModelFolderException e = Assert.Throws<ModelFolderException>(() => VisionLanguageModel.Load(folder.Path));
        Assert.Contains("onnx/vision_model.onnx or onnx/model.onnx", e.Message, StringComparison.Ordinal);
    }

    private static void Compare(float[] expected, IReadOnlyList<Embedding> actual) =>
        Closeness.Within(expected, [.. actual.SelectMany(embedding => embedding.Vector.ToArray())], Tolerance);

    private static TemporaryFolder JointAlone(DualEncoderGolden golden) => Copy(golden, "onnx/model.onnx");

    private static TemporaryFolder Copy(DualEncoderGolden golden, params string[] sessions)
    {
        TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["onnx"]);
        foreach (string file in Directory.GetFiles(golden.Folder, "*.json").Select(file => Path.GetFileName(file)!).Concat(sessions))
        {
            File.Copy(Path.Combine(golden.Folder, file), folder[file]);
        }

        return folder;
    }
}
