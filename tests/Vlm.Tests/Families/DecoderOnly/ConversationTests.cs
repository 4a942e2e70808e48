namespace Vlm.Tests.Families.DecoderOnly;

/// <summary>Conversations say what single prompts with the whole conversation say, and read only what is new.</summary>
public class ConversationTests
{
    private static readonly GenerationOptions Short = DecoderOnlyGenerationTests.Plain(6);

    public static TheoryData<string> Families => [.. DecoderOnlyCase.Families.Where(family => family != "paligemma")];

    [Theory]
    [MemberData(nameof(Families))]
    public async Task AskAsync_ThreeTurnsWithASecondPicture_EqualTheWholeConversationAsAPrompt(string family)
    {
        IVisionLanguageModel model = DecoderOnlyModels.Model(family);
        ImageInput first = Picture(family, "shapes.png"), second = Picture(family, "gray.png");
        using IVisionConversation talk = model.StartConversation(first);
        (string Question, ImageInput[] New)[] turns = [("What is in the picture?", []), ("How many dogs are there?", []), ("And here?", [second])];
        List<ImageInput> shown = [first];
        foreach ((string question, ImageInput[] images) in turns)
        {
            ChatMessage[] before = [.. talk.Messages];
            Answer answer = await talk.AskAsync(question, images, Short, TestContext.Current.CancellationToken);
            shown.AddRange(images);
            ChatContent[] places = [.. Enumerable.Repeat(ChatContent.Image, before.Length == 0 ? 1 : images.Length)];
            VisionPrompt whole = new([.. shown], [.. before, new ChatMessage("user", [.. places, ChatContent.Text(question)])]);
            Answer expected = (await model.AnswerAsync([whole], new AnswerOptions { Generation = Short }, TestContext.Current.CancellationToken))[0];
            Assert.Equal(expected.Ids!, answer.Ids!);
            Assert.Equal(before.Length + 2, talk.Messages.Count);
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task AskAsync_AfterATurnOfSeveralBeams_EqualsTheWholeConversationAsAPrompt(string family)
    {
        IVisionLanguageModel model = DecoderOnlyModels.Model(family);
        ImageInput picture = Picture(family, "shapes.png");
        using IVisionConversation talk = model.StartConversation(picture);
        GenerationOptions sampled = DecoderOnlyGenerationTests.Plain(6);
        sampled.DoSample = true;
        sampled.NumReturnSequences = 2;
        GenerationOptions beams = DecoderOnlyGenerationTests.Plain(6);
        beams.NumBeams = 3;
        foreach (GenerationOptions how in (GenerationOptions[])[sampled, beams, Short])
        {
            ChatMessage[] before = [.. talk.Messages];
            Answer answer = await talk.AskAsync("What is in the picture?", null, how, TestContext.Current.CancellationToken);
            ChatContent[] places = before.Length == 0 ? [ChatContent.Image] : [];
            VisionPrompt whole = new([picture], [.. before, new ChatMessage("user", [.. places, ChatContent.Text("What is in the picture?")])]);
            Answer expected = (await model.AnswerAsync([whole], new AnswerOptions { Generation = how }, TestContext.Current.CancellationToken))[0];
            Assert.Equal(expected.Ids!, answer.Ids!);
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task StreamAsync_SameTurn_SaysWhatAskSays(string family)
    {
        IVisionLanguageModel model = DecoderOnlyModels.Model(family);
        using IVisionConversation asked = model.StartConversation(Picture(family, "shapes.png")), streamed = model.StartConversation(Picture(family, "shapes.png"));
        foreach (string question in (string[])["What is in the picture?", "How many dogs are there?"])
        {
            Answer answer = await asked.AskAsync(question, null, Short, TestContext.Current.CancellationToken);
            List<int> ids = [];
            await foreach (TextUpdate update in streamed.StreamAsync(question, null, Short, TestContext.Current.CancellationToken))
            {
                ids.Add(update.Id!.Value);
            }

            Assert.Equal(answer.Ids!, ids);
        }

        Assert.Equal(4, streamed.Messages.Count);
    }

    [Fact]
    public async Task AskAsync_CancelledTurnWithAPicture_IsNotPartOfTheConversation()
    {
        IVisionLanguageModel model = DecoderOnlyModels.Model("smolvlm");
        using IVisionConversation talk = model.StartConversation(Picture("smolvlm", "shapes.png")), undisturbed = model.StartConversation(Picture("smolvlm", "shapes.png"));
        await talk.AskAsync("What is in the picture?", null, Short, TestContext.Current.CancellationToken);
        await undisturbed.AskAsync("What is in the picture?", null, Short, TestContext.Current.CancellationToken);
        await using (IAsyncEnumerator<TextUpdate> left = talk.StreamAsync("And here?", [Picture("smolvlm", "alpha.png")], Short, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken))
        {
            Assert.True(await left.MoveNextAsync());
        }

        await Assert.ThrowsAsync<ImageDecodeException>(() => talk.AskAsync("And here?", [ImageInput.FromFile("missing.png")], Short, TestContext.Current.CancellationToken));
        Assert.Equal(2, talk.Messages.Count);
        Answer answer = await talk.AskAsync("And here?", [Picture("smolvlm", "gray.png")], Short, TestContext.Current.CancellationToken);
        Answer expected = await undisturbed.AskAsync("And here?", [Picture("smolvlm", "gray.png")], Short, TestContext.Current.CancellationToken);
        Assert.Equal(expected.Ids!, answer.Ids!);
        Assert.Equal(4, talk.Messages.Count);
    }

    [Fact]
    public async Task AskAsync_SystemPrompt_IsTheFirstMessage()
    {
        IVisionLanguageModel model = DecoderOnlyModels.Model("qwen2_vl");
        using IVisionConversation talk = model.StartConversation([], new ConversationOptions { SystemPrompt = "Be brief.", Generation = Short });
        Assert.NotEmpty((await talk.AskAsync("Name 3 colours, please.", cancellationToken: TestContext.Current.CancellationToken)).Ids!);
        Assert.Equal(["system", "user", "assistant"], talk.Messages.Select(message => message.Role));
    }

    [Fact]
    public async Task AskAsync_AfterDispose_ObjectDisposed()
    {
        using IVisionLanguageModel model = DecoderOnlyModels.Load("smolvlm");
        IVisionConversation talk = model.StartConversation(Picture("smolvlm", "shapes.png"));
        await talk.AskAsync("What is in the picture?", null, Short, TestContext.Current.CancellationToken);
        talk.Dispose();
        talk.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => talk.AskAsync("And?", null, Short, TestContext.Current.CancellationToken));
        Assert.Equal(0, model.Parts().Decoder.Session.LiveOutputs);
        Assert.Equal(0, ((Vlm.Encoders.PictureRowEncoder)model.Parts().Pictures!.Encoder).LiveOutputs);
    }

    [Fact]
    public void StartConversation_ModelWithoutChat_NotSupported()
    {
        IVisionLanguageModel model = DecoderOnlyModels.Model("paligemma");
        Assert.False(model.Info.Can(ModelCapabilities.Chat));
        Assert.Contains("holds conversations", Assert.Throws<NotSupportedException>(() => model.StartConversation(Picture("paligemma", "shapes.png"))).Message);
    }

    private static ImageInput Picture(string family, string name) => ImageInput.FromFile(DecoderOnlyCase.Picture(family, name));
}
