using Vlm.Tests.Goldens;

namespace Vlm.Tests.Families;

/// <summary>What the front door promises, held by the families with an encoder beside their decoder.</summary>
public sealed class EncoderDecoderFrontTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("vit-gpt2", ModelCapabilities.Caption)]
    [InlineData("trocr", ModelCapabilities.Caption)]
    [InlineData("donut", ModelCapabilities.Caption | ModelCapabilities.Answer)]
    [InlineData("florence2", ModelCapabilities.Caption | ModelCapabilities.Answer | ModelCapabilities.Detect)]
    [InlineData("blip", ModelCapabilities.Caption)]
    [InlineData("blip-vqa", ModelCapabilities.Answer)]
    public async Task Info_Capabilities_AreWhatItCan(string family, ModelCapabilities expected)
    {
        FamilyGoldens golden = new(family);
        using IVisionLanguageModel model = VisionLanguageModel.Load(golden.Folder);

        Assert.Equal(expected | ModelCapabilities.Stream, model.Info.Capabilities);
        Assert.Equal(expected.HasFlag(ModelCapabilities.Detect), model.GetService<IObjectDetector>() is not null);
        Assert.NotEmpty(model.Info.Sessions);
        NotSupportedException? refused = expected.HasFlag(ModelCapabilities.Answer) ? null
            : await Assert.ThrowsAsync<NotSupportedException>(() => model.AnswerAsync([new VisionPrompt(golden.Pictures[0], "what?")], cancellationToken: Cancel));
        Assert.Equal(refused is null, expected.HasFlag(ModelCapabilities.Answer));
    }

    [Theory]
    [InlineData("vit-gpt2", "")]
    [InlineData("blip", "a picture of")]
    [InlineData("donut", "<s_cord-v2>")]
    [InlineData("florence2", "<OD>")]
    [InlineData("blip-vqa", "Is it a beach?")]
    public async Task StreamAsync_Pieces_MakeTheGreedyText(string family, string text)
    {
        FamilyGoldens golden = new(family);
        using IVisionLanguageModel model = VisionLanguageModel.Load(golden.Folder);
        bool caption = !model.Info.Can(ModelCapabilities.Answer);
        GenerationOptions options = new() { NumBeams = 1, MaxNewTokens = 12, Prompt = caption && text.Length > 0 ? text : null };
        List<TextUpdate> pieces = [];
        await foreach (TextUpdate piece in model.StreamAsync(new VisionPrompt(golden.Pictures[2], caption ? "" : text), options, Cancel))
        {
            pieces.Add(piece);
        }

        IReadOnlyList<int>? ids = caption
            ? (await model.CaptionAsync([golden.Pictures[2]], options, Cancel))[0].Ids
            : (await model.AnswerAsync([new VisionPrompt(golden.Pictures[2], text)], new AnswerOptions { Generation = options }, Cancel))[0].Ids;
        Assert.Equal(ids, pieces.Where(piece => piece.Id is not null).Select(piece => piece.Id!.Value));
        Assert.Equal(
            model.GetService<ITokenizer>()!.Decode(caption && text.Length > 0 ? [28, 448, 114, .. ids!] : [.. ids!]), string.Concat(pieces.Select(piece => piece.Text)));
        Assert.NotNull(pieces[^1].FinishReason);
    }

    [Theory]
    [InlineData("vit-gpt2")]
    [InlineData("donut")]
    [InlineData("florence2")]
    [InlineData("blip-vqa")]
    public async Task Batch_AnySizeAndOrder_SameTexts(string family)
    {
        FamilyGoldens golden = new(family);
        using IVisionLanguageModel model = VisionLanguageModel.Load(golden.Folder);
        if (!model.Info.Can(ModelCapabilities.Answer))
        {
            IReadOnlyList<Caption> together = await model.CaptionAsync(golden.Pictures, cancellationToken: Cancel);
            IReadOnlyList<Caption> single = await model.CaptionAsync(golden.Pictures, new GenerationOptions { BatchSize = 1 }, Cancel);
            Assert.Equal(single.Select(caption => caption.Text), together.Select(caption => caption.Text));
            return;
        }

        // Questions of several lengths about shared pictures, so that padding and grouping come into it.
        ImageInput first = golden.Pictures[0], second = golden.Pictures[1];
        VisionPrompt[] prompts =
        [
            new(first, "What is the dog doing?"), new(second, "Is it a beach?"), new(first, "how many children are there in this old picture"), new(second, "What is the dog doing?"), new(first, "who"),
        ];
        AnswerOptions one = new() { BatchSize = 1 };

        IReadOnlyList<Answer> all = await model.AnswerAsync(prompts, cancellationToken: Cancel);

        for (int i = 0; i < prompts.Length; i++)
        {
            Answer alone = (await model.AnswerAsync([prompts[i]], one, Cancel))[0];
            Assert.Equal(alone.Ids, all[i].Ids);
            Assert.Equal(alone.LogProbability, all[i].LogProbability, 1e-3);
        }
    }

    [Fact]
    public async Task AnswerAsync_SeveralPicturesOrMessages_NamesThePrompt()
    {
        FamilyGoldens golden = new("blip-vqa");
        using IVisionLanguageModel model = VisionLanguageModel.Load(golden.Folder);
        VisionPrompt good = new(golden.Pictures[0], "who");

        NotSupportedException e = await Assert.ThrowsAsync<NotSupportedException>(() => model.AnswerAsync([good, new VisionPrompt(golden.Pictures, "who")], cancellationToken: Cancel));

        Assert.Contains("prompt 1 has 3", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerAsync_BadPicture_NamesThePrompt()
    {
        FamilyGoldens golden = new("florence2");
        using IVisionLanguageModel model = VisionLanguageModel.Load(golden.Folder);
        ImageInput good = golden.Pictures[0], bad = ImageInput.FromBytes("no picture"u8.ToArray());

        ImageDecodeException e = await Assert.ThrowsAsync<ImageDecodeException>(() => model.AnswerAsync([new(good, "<OD>"), new(good, "<OCR>"), new(bad, "<OD>")], cancellationToken: Cancel));

        Assert.Equal(2, e.Index);
    }

    [Fact]
    public async Task DetectAsync_LabelsAndBadPicture_NamesThePicture()
    {
        FamilyGoldens golden = new("florence2");
        using IVisionLanguageModel model = VisionLanguageModel.Load(golden.Folder);
        IObjectDetector detector = model.GetService<IObjectDetector>()!;
        ImageInput bad = ImageInput.FromBytes("no picture"u8.ToArray());

        ImageDecodeException e = await Assert.ThrowsAsync<ImageDecodeException>(() => detector.DetectAsync([golden.Pictures[0], bad], ["dog", "a red car"], cancellationToken: Cancel));
        await Assert.ThrowsAsync<InvalidInputException>(() => detector.DetectAsync(golden.Pictures, ["dog", " "], cancellationToken: Cancel));
        IReadOnlyList<IReadOnlyList<DetectedRegion>> none = await detector.DetectAsync(golden.Pictures, [], cancellationToken: Cancel);

        Assert.Equal(1, e.Index);
        Assert.Equal(3, none.Count);
        Assert.False(detector.NeedsLabels);
    }

    [Fact]
    public void Load_MissingSession_NamesIt()
    {
        FamilyGoldens golden = new("florence2");
        foreach (string session in (string[])["vision_encoder", "embed_tokens", "encoder_model", "decoder_model_merged"])
        {
            using TemporaryFolder folder = Copy(golden.Folder);
            File.Delete(Path.Combine(folder.Path, "onnx", $"{session}.onnx"));

            Assert.Contains(session, Assert.Throws<ModelFolderException>(() => VisionLanguageModel.Load(folder.Path)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("vit-gpt2", "tokenizer.json", "tokenizer")]
    [InlineData("donut", "preprocessor_config.json", "preprocessor_config.json")]
    public void Load_MissingFile_NamesIt(string family, string file, string expected)
    {
        using TemporaryFolder folder = Copy(new FamilyGoldens(family).Folder);
        File.Delete(Path.Combine(folder.Path, file));

        Assert.Contains(expected, Assert.Throws<ModelFolderException>(() => VisionLanguageModel.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_DecoderInTwoFiles_SameTexts()
    {
        FamilyGoldens golden = new("vit-gpt2");
        using TemporaryFolder folder = Copy(golden.Folder);
        File.Delete(Path.Combine(folder.Path, "onnx", "decoder_model_merged.onnx"));
        using IVisionLanguageModel merged = VisionLanguageModel.Load(golden.Folder), split = VisionLanguageModel.Load(folder.Path);
        GenerationOptions options = new() { NumBeams = 3 };

        IReadOnlyList<Caption> expected = await merged.CaptionAsync(golden.Pictures, options, Cancel), actual = await split.CaptionAsync(golden.Pictures, options, Cancel);

        Assert.Equal(["decoder_model", "decoder_with_past_model", "encoder_model"], split.Info.Sessions.Select(session => session.Name));
        Assert.Equal(expected.Select(caption => caption.Text), actual.Select(caption => caption.Text));
    }

    [Fact]
    public void Load_DecoderThatAsksForMore_NamesWhatNothingFeeds()
    {
        FamilyGoldens golden = new("blip");
        using TemporaryFolder folder = Copy(golden.Folder);
        File.Copy(new FamilyGoldens("blip-vqa").Session("text_encoder"), Path.Combine(folder.Path, "onnx", "text_decoder.onnx"), overwrite: true);

        Assert.Contains("logits", Assert.Throws<ModelFolderException>(() => VisionLanguageModel.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_EncoderOfAnotherWidth_HasBothSizes()
    {
        using TemporaryFolder folder = Copy(new FamilyGoldens("trocr").Folder);
        File.Copy(new FamilyGoldens("vit-gpt2").Session("encoder_model"), Path.Combine(folder.Path, "onnx", "encoder_model.onnx"), overwrite: true);

        string message = Assert.Throws<TensorShapeException>(() => VisionLanguageModel.Load(folder.Path)).Message;

        Assert.Contains("48", message, StringComparison.Ordinal);
        Assert.Contains("32", message, StringComparison.Ordinal);
    }

    private static TemporaryFolder Copy(string source) => TemporaryFolder.CopyOf(source, file => !file.Contains("golden", StringComparison.Ordinal));
}
