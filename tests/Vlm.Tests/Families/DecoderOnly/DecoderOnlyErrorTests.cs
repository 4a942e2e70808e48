namespace Vlm.Tests.Families.DecoderOnly;

/// <summary>Folders and prompts that cannot be read: typed errors that say what was found and what was expected, and nothing is leaked.</summary>
public class DecoderOnlyErrorTests
{
    private static readonly AnswerOptions Short = new() { Generation = DecoderOnlyGenerationTests.Plain(3) };

    [Theory]
    [InlineData("onnx/decoder_model_merged.onnx", "decoder_model_merged")]
    [InlineData("onnx/embed_tokens.onnx", "embed_tokens")]
    [InlineData("tokenizer.json", "tokenizer")]
    [InlineData("chat_template.json", "chat template")]
    [InlineData("preprocessor_config.json", "processor_config.json")]
    public void Load_FileMissing_ErrorNamesIt(string file, string named)
    {
        using TinyCopy copy = new TinyCopy("smolvlm").Without(file);
        Assert.Contains(named, Assert.Throws<ModelFolderException>(() => copy.Load()).Message);
    }

    [Fact]
    public void Load_ImageTokenOutsideTheVocabulary_ErrorNamesKeyAndNumbers()
    {
        using TinyCopy copy = new TinyCopy("smolvlm").With("config.json", json => json["image_token_id"] = 70000);
        ModelFolderException error = Assert.Throws<ModelFolderException>(() => copy.Load());
        Assert.Equal("image_token_id", error.Key);
        Assert.Contains("70000", error.Message);
        Assert.Contains("640 tokens", error.Message);
    }

    [Fact]
    public void Load_DecoderAsksForWhatNobodyGives_ErrorNamesTheInput()
    {
        using TinyCopy copy = new TinyCopy("qwen2_5_vl").WithFileOf("qwen3_vl", "onnx/decoder_model_merged.onnx");
        Assert.Contains("deepstack_features_0", Assert.Throws<ModelFolderException>(() => copy.Load()).Message);
    }

    [Fact]
    public void Load_EncoderInTheDecodersPlace_ErrorSaysWhatADecoderReads()
    {
        using TinyCopy copy = new("llava");
        File.Copy(Path.Combine(copy.Folder, "onnx", "vision_encoder.onnx"), Path.Combine(copy.Folder, "onnx", "decoder_model_merged.onnx"), overwrite: true);
        Assert.Contains("logits", Assert.Throws<ModelFolderException>(() => copy.Load()).Message);
    }

    [Fact]
    public async Task AnswerAsync_DecoderWithoutDeeperLayers_Works()
    {
        // Files of transformers.js have neither outputs nor inputs for them.
        using TinyCopy copy = new TinyCopy("qwen3_vl").WithFileOf("qwen2_5_vl", "onnx/decoder_model_merged.onnx").With("generation_config.json", json => json["eos_token_id"] = 0);
        using IVisionLanguageModel model = copy.Load();
        Answer answer = (await model.AnswerAsync([new VisionPrompt(Picture("qwen3_vl"), "What is in the picture?")], Short, TestContext.Current.CancellationToken))[0];
        Assert.NotEmpty(answer.Ids!);
    }

    [Fact]
    public async Task Calls_FolderWithoutImageEncoder_ReadsTextsOnly()
    {
        using TinyCopy copy = new TinyCopy("smolvlm").Without("onnx/vision_encoder.onnx");
        using IVisionLanguageModel model = copy.Load();
        DecoderOnlyCase golden = DecoderOnlyCase.Of("smolvlm", "text_only");
        Assert.False(model.Info.Can(ModelCapabilities.Caption));
        AnswerOptions options = new() { Generation = DecoderOnlyGenerationTests.Plain(golden.MaxNewTokens) };
        Assert.Equal(golden.GreedyIds, (await model.AnswerAsync([golden.Prompt()], options, TestContext.Current.CancellationToken))[0].Ids!);
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() => model.AnswerAsync(
            [new VisionPrompt([], "Name 3 colours, please."), new VisionPrompt(Picture("smolvlm"), "What is it?")], Short, TestContext.Current.CancellationToken));
        Assert.Equal(1, error.Index);
        Assert.Contains("vision_encoder", error.Message);
        await Assert.ThrowsAsync<NotSupportedException>(() => model.CaptionAsync([Picture("smolvlm")], null, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("smolvlm", 0, "What is <image>?", "1 places", "0 pictures")]
    [InlineData("smolvlm", 1, "What is <image>?", "2 places", "1 pictures")]
    [InlineData("qwen2_vl", 2, "What is <|image_pad|>?", "3 places", "2 pictures")]
    public async Task AnswerAsync_OtherNumberOfPlacesThanOfPictures_ErrorHasBoth(string family, int pictures, string question, string places, string given)
    {
        VisionPrompt prompt = new([.. Enumerable.Range(0, pictures).Select(_ => Picture(family))], question);
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() => DecoderOnlyModels.Model(family).AnswerAsync([prompt], Short, TestContext.Current.CancellationToken));
        Assert.Contains(places, error.Message);
        Assert.Contains(given, error.Message);
        Assert.Equal(0, error.Index);
    }

    [Fact]
    public async Task AnswerAsync_MessagesWithoutPlaces_ErrorHasBothNumbers()
    {
        VisionPrompt prompt = new([Picture("smolvlm")], [new ChatMessage("user", [ChatContent.Text("What is it?")])]);
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() => DecoderOnlyModels.Model("smolvlm").AnswerAsync([prompt], Short, TestContext.Current.CancellationToken));
        Assert.Contains("0 places", error.Message);
        Assert.Contains("1 pictures", error.Message);
    }

    [Fact]
    public async Task AnswerAsync_PictureForATaskModelIsMissing_InvalidInput() =>
        Assert.Contains("no picture", (await Assert.ThrowsAsync<InvalidInputException>(
            () => DecoderOnlyModels.Model("paligemma").AnswerAsync([new VisionPrompt([], "ocr")], Short, TestContext.Current.CancellationToken))).Message);

    [Fact]
    public async Task AnswerAsync_MoreImageTokensThanRows_ErrorHasBothNumbers()
    {
        using TinyCopy copy = new TinyCopy("lfm2_vl").With("config.json", json => json["downsample_factor"] = 1);
        using IVisionLanguageModel model = copy.Load();
        TensorShapeException error = await Assert.ThrowsAsync<TensorShapeException>(
            () => model.AnswerAsync([new VisionPrompt(Picture("lfm2_vl"), "What is it?")], Short, TestContext.Current.CancellationToken));
        Assert.Contains("108", error.Expected);
        Assert.Equal("432", error.Actual);
        Assert.Equal(0, model.Parts().Decoder.Session.LiveOutputs);
    }

    [Fact]
    public async Task AnswerAsync_GridThatIsNotThatOfTheRows_ErrorHasBoth()
    {
        using TinyCopy copy = new TinyCopy("qwen2_vl").With("config.json", json => json["vision_config"]!["spatial_merge_size"] = 1);
        using IVisionLanguageModel model = copy.Load();
        TensorShapeException error = await Assert.ThrowsAsync<TensorShapeException>(
            () => model.AnswerAsync([new VisionPrompt(Picture("qwen2_vl"), "What is it?")], Short, TestContext.Current.CancellationToken));
        Assert.Contains("28 rows", error.Expected);
        Assert.Contains("1x8x14", error.Actual);
    }

    [Fact]
    public async Task AnswerAsync_PromptLongerThanThePositions_ErrorHasBothNumbersAndTheIndex()
    {
        using TinyCopy copy = new TinyCopy("llava").With("config.json", json => json["text_config"]!["max_position_embeddings"] = 42);
        using IVisionLanguageModel model = copy.Load();
        VisionPrompt[] prompts = [new([], "Name 3 colours, please."), new(Picture("llava"), "What is in the picture?")];
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() => model.AnswerAsync(prompts, Short, TestContext.Current.CancellationToken));
        Assert.Equal(1, error.Index);
        Assert.Contains("43 tokens", error.Message);
        Assert.Contains("42 positions", error.Message);
    }

    [Fact]
    public async Task AnswerAsync_OnePictureOfABatchIsNone_ErrorNamesThePromptAndNothingIsLeaked()
    {
        using IVisionLanguageModel model = DecoderOnlyModels.Load("smolvlm");
        using TemporaryFolder folder = new();
        VisionPrompt[] prompts = [new(Picture("smolvlm"), "What is it?"), new(ImageInput.FromFile(folder.Write("bad.png", "no picture")), "What is it?")];
        ImageDecodeException error = await Assert.ThrowsAsync<ImageDecodeException>(() => model.AnswerAsync(prompts, Short, TestContext.Current.CancellationToken));
        Assert.Equal(1, error.Index);
        AssertNothingLives(model);
    }

    [Fact]
    public async Task StreamAsync_CancelledAfterAPiece_StopsAndNothingIsLeaked()
    {
        using IVisionLanguageModel model = DecoderOnlyModels.Load("llava");
        using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        IAsyncEnumerable<TextUpdate> stream = model.StreamAsync(new VisionPrompt(Picture("llava"), "What is it?"), DecoderOnlyGenerationTests.Plain(500), source.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (TextUpdate update in stream)
            {
                await source.CancelAsync();
            }
        });
        AssertNothingLives(model);
    }

    [Fact]
    public async Task Dispose_AnswersUnderWay_TheyFinish()
    {
        IVisionLanguageModel model = DecoderOnlyModels.Load("smolvlm");
        DecoderOnlyCase golden = DecoderOnlyCase.Of("smolvlm", "shapes");
        AnswerOptions options = new() { Generation = DecoderOnlyGenerationTests.Plain(golden.MaxNewTokens) };
        Task<IReadOnlyList<Answer>> answers = model.AnswerAsync([golden.Prompt()], options, TestContext.Current.CancellationToken);
        model.Dispose();
        Assert.Equal(golden.GreedyIds, (await answers)[0].Ids!);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => model.AnswerAsync([golden.Prompt()], options, TestContext.Current.CancellationToken));
    }

    internal static void AssertNothingLives(IVisionLanguageModel model)
    {
        Assert.Equal(0, model.Parts().Decoder.Session.LiveOutputs);
        Assert.Equal(0, model.Parts().Decoder.Session.LiveInputs);
        Assert.Equal(0, ((Vlm.Encoders.PictureRowEncoder)model.Parts().Pictures!.Encoder).LiveOutputs);
    }

    private static ImageInput Picture(string family) => ImageInput.FromFile(DecoderOnlyCase.Picture(family, "shapes.png"));
}
