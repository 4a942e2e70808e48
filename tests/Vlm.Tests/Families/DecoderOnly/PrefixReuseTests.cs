using Vlm.Composition.Generative;
using Vlm.Composition.Generative.DecoderOnly;

namespace Vlm.Tests.Families.DecoderOnly;

/// <summary>A picture is encoded once, and the beginning that prompts have in common is read once.</summary>
public class PrefixReuseTests
{
    private static readonly string[] Questions = ["What is in the picture?", "How many dogs are there?", "Is it a dog or a cat, and what does it do on the grass?"];

    public static TheoryData<string> Families => [.. DecoderOnlyCase.Families];

    [Theory]
    [MemberData(nameof(Families))]
    public async Task AnswerAsync_SeveralQuestionsAboutTwoPictures_EqualSingleQuestions(string family)
    {
        IVisionLanguageModel model = DecoderOnlyModels.Model(family);
        ImageInput first = Picture(family, "shapes.png"), second = Picture(family, "gray.png");
        VisionPrompt[] prompts = [.. Questions.SelectMany(question => new VisionPrompt[] { new(first, question), new(second, question) })];
        IReadOnlyList<Answer> together = await model.AnswerAsync(prompts, Options(), TestContext.Current.CancellationToken);
        IReadOnlyList<Answer> smallGroups = await model.AnswerAsync(prompts, Options(batchSize: 2), TestContext.Current.CancellationToken);
        for (int i = 0; i < prompts.Length; i++)
        {
            Answer alone = (await model.AnswerAsync([prompts[i]], Options(), TestContext.Current.CancellationToken))[0];
            Assert.Equal(alone.Ids!, together[i].Ids!);
            Assert.Equal(alone.Ids!, smallGroups[i].Ids!);
            Assert.Equal(alone.LogProbability, together[i].LogProbability, 3);
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task AnswerAsync_SeveralQuestionsAboutOnePicture_OneEncodingAndOnePrefill(string family)
    {
        using IVisionLanguageModel model = DecoderOnlyModels.Load(family);
        DecoderOnlyParts parts = model.Parts();
        ImageInput picture = Picture(family, "shapes.png");
        await model.AnswerAsync([.. Questions.Select(question => new VisionPrompt(picture, question))], Options(), TestContext.Current.CancellationToken);
        int encoded = ((Vlm.Encoders.PictureRowEncoder)parts.Pictures!.Encoder).Runs;
        Assert.Equal(1, encoded);
    }

    private static AnswerOptions Options(int? batchSize = null) => new() { BatchSize = batchSize, Generation = DecoderOnlyGenerationTests.Plain(12) };

    private static ImageInput Picture(string family, string name) => ImageInput.FromFile(DecoderOnlyCase.Picture(family, name));
}
