using Vlm.Composition.Generative;
using Vlm.Generation;

namespace Vlm.Tests.Composition;

public class GenerativeModelTests
{
    private static readonly ImageInput Picture = ImageInput.FromFile("never-opened.png");

    [Fact]
    public async Task CaptionAsync_WithAndWithoutPrompt_GeneratorGetsIt()
    {
        using ScriptedGenerator generator = new();
        using GenerativeModel model = Model(generator);
        IReadOnlyList<Caption> captions = await model.CaptionAsync([Picture, Picture], null, TestContext.Current.CancellationToken);
        await model.CaptionAsync([Picture], new GenerationOptions { Prompt = "shout" }, TestContext.Current.CancellationToken);
        Assert.Equal(["Caption:", "Caption:"], captions.Select(caption => caption.Text));
        Assert.Equal(["", "", "shout"], generator.Prompts.Select(prompt => prompt.Text));
    }

    [Fact]
    public async Task AnswerAsync_OptionsOfTheAnswer_StandBeforeThoseOfGeneration()
    {
        using ScriptedGenerator generator = new();
        using GenerativeModel model = Model(generator);
        AnswerOptions options = new() { BatchSize = 3, Choices = ["yes", "no"], Generation = new GenerationOptions { BatchSize = 7, MaxNewTokens = 5 } };
        IReadOnlyList<Answer> answers = await model.AnswerAsync([new VisionPrompt(Picture, "red?")], options, TestContext.Current.CancellationToken);
        Assert.Equal("Question:red?", answers[0].Text);
        Assert.Equal([1, 2], answers[0].Ids!);
        Assert.Equal((3, 5), (generator.LastCall!.Options!.BatchSize, generator.LastCall.Options.MaxNewTokens));
        Assert.Equal(["yes", "no"], generator.LastCall.Choices!);
        Assert.Equal(7, options.Generation.BatchSize);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task AnswerAsync_EmptyQuestion_ErrorNamesTheItem(string question)
    {
        using ScriptedGenerator generator = new();
        using GenerativeModel model = Model(generator);
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(
            () => model.AnswerAsync([new VisionPrompt(Picture, "red?"), new VisionPrompt(Picture, question)], null, TestContext.Current.CancellationToken));
        Assert.Equal(1, error.Index);
        Assert.Empty(generator.Prompts);
    }

    [Fact]
    public async Task AnswerAsync_NoChoices_InvalidInput()
    {
        using GenerativeModel model = Model(new ScriptedGenerator());
        await Assert.ThrowsAsync<InvalidInputException>(
            () => model.AnswerAsync([new VisionPrompt(Picture, "red?")], new AnswerOptions { Choices = [] }, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("", "Caption:")]
    [InlineData("red?", "Question:red?")]
    public async Task StreamAsync_EmptyOrNot_CaptionOrAnswer(string text, string expected)
    {
        using GenerativeModel model = Model(new ScriptedGenerator());
        List<string> pieces = [];
        await foreach (TextUpdate update in model.StreamAsync(new VisionPrompt(Picture, text), null, TestContext.Current.CancellationToken))
        {
            pieces.Add(update.Text);
        }

        Assert.Equal(expected, string.Concat(pieces));
    }

    [Fact]
    public async Task Calls_WhatTheGeneratorCannot_NotSupportedNamesModelAndTask()
    {
        using GenerativeModel model = Model(new ScriptedGenerator { Capabilities = ModelCapabilities.Caption });
        NotSupportedException answer = await Assert.ThrowsAsync<NotSupportedException>(() => model.AnswerAsync([new VisionPrompt(Picture, "red?")], null, TestContext.Current.CancellationToken));
        Assert.Contains("toy is not a model that answers questions", answer.Message);
        await Assert.ThrowsAsync<NotSupportedException>(() => model.EmbedTextsAsync(["red"], null, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<NotSupportedException>(async () =>
            await model.StreamAsync(new VisionPrompt(Picture, "red?"), null, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken).MoveNextAsync());
    }

    [Fact]
    public async Task Dispose_StreamUnderWay_GeneratorClosesAfterIt()
    {
        ScriptedGenerator generator = new();
        GenerativeModel model = Model(generator);
        await using (IAsyncEnumerator<TextUpdate> updates = model.StreamAsync(new VisionPrompt(Picture, "red?"), null, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken))
        {
            Assert.True(await updates.MoveNextAsync());
            model.Dispose();
            Assert.Equal(0, generator.Disposals);
            Assert.True(await updates.MoveNextAsync());
        }

        Assert.Equal(1, generator.Disposals);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => model.CaptionAsync([Picture], null, TestContext.Current.CancellationToken));
    }

    private static GenerativeModel Model(ScriptedGenerator generator) =>
        new(generator, new ModelInfo { Name = "toy", Capabilities = generator.Capabilities | ModelCapabilities.Stream });

    private sealed class ScriptedGenerator : IPromptedGenerator
    {
        public ModelCapabilities Capabilities { get; init; } = ModelCapabilities.Caption | ModelCapabilities.Answer;

        public List<VisionPrompt> Prompts { get; } = [];

        public GenerationCall? LastCall { get; private set; }

        public int Disposals { get; private set; }

        public IReadOnlyList<IReadOnlyList<GeneratedText>> Generate(IReadOnlyList<VisionPrompt> prompts, GenerationCall call, CancellationToken cancellationToken)
        {
            Prompts.AddRange(prompts);
            LastCall = call;
            return [.. prompts.Select(prompt => (IReadOnlyList<GeneratedText>)
                [new GeneratedText { Text = $"{call.Task}:{prompt.Text}", Sequence = new GeneratedSequence
                {
                    Text = "", Ids = [1, 2], TokenLogProbabilities = [-1, -1], LogProbability = -2, Score = -2, FinishReason = FinishReason.EndOfText,
                } }])];
        }

        public IEnumerable<TextUpdate> Stream(VisionPrompt prompt, GenerationCall call, CancellationToken cancellationToken)
        {
            yield return new TextUpdate { Text = $"{call.Task}:" };
            yield return new TextUpdate { Text = prompt.Text, FinishReason = FinishReason.EndOfText };
        }

        public object? GetService(Type serviceType) => null;

        public void Dispose() => Disposals++;
    }
}
