using Vlm.PublicApi.Tests.Toys;

namespace Vlm.PublicApi.Tests;

/// <summary>An error about one item of a batch says which.</summary>
public class BatchErrorTests
{
    private static readonly ImageInput Good = ToyModel.Picture(0);
    private static readonly ImageInput Bad = ImageInput.FromFile("nowhere.png");

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task CaptionAsync_ThirdPictureMissing_IndexIsTwo(int batchSize)
    {
        using IVisionLanguageModel model = ToyModel.Build();
        Check(await Assert.ThrowsAsync<ImageDecodeException>(() => model.CaptionAsync([Good, Good, Bad], new GenerationOptions { BatchSize = batchSize })), 2);
    }

    [Fact]
    public async Task EmbedImagesAsync_SecondPictureMissing_IndexIsOne()
    {
        using IVisionLanguageModel model = ToyModel.Build();
        Check(await Assert.ThrowsAsync<ImageDecodeException>(() => model.EmbedImagesAsync([Good, Bad, Good])), 1);
    }

    [Fact]
    public async Task AnswerAsync_PictureOfTheThirdPromptMissing_IndexIsThatOfThePrompt()
    {
        using IVisionLanguageModel model = ToyModel.Build();
        Check(await Assert.ThrowsAsync<ImageDecodeException>(() => model.AnswerAsync([new(Good, "a"), new(Good, "b"), new(Bad, "c")])), 2);
    }

    [Fact]
    public async Task AnswerAsync_SecondQuestionEmpty_IndexIsOne()
    {
        using IVisionLanguageModel model = ToyModel.Build();
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() => model.AnswerAsync([new(Good, "what is it?"), new(Good, " ")]));
        Assert.Equal(1, error.Index);
        Assert.Contains("1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmbedTextsAsync_ThirdTextTooLong_IndexIsTwo()
    {
        using IVisionLanguageModel model = ToyModel.Build();
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() => model.EmbedTextsAsync(["a", "", new string('x', (1 << 20) + 1)]));
        Assert.Equal(2, error.Index);
    }

    private static void Check(ImageDecodeException error, int index)
    {
        Assert.Equal(index, error.Index);
        Assert.Equal(ImageDecodeReason.NotFound, error.Reason);
        Assert.Contains($"{index}", error.Message, StringComparison.Ordinal);
        Assert.Contains("nowhere.png", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Item 0: Item", error.Message, StringComparison.Ordinal);
    }
}
