using Vlm.Generation;

namespace Vlm.Tests.Generation;

public sealed class GenerationSettingsTests
{
    private static readonly GenerationDefaults Defaults = new()
    {
        StartId = 2,
        EndIds = [3],
        MaxPositions = 32,
        Options = new() { NumBeams = 3, LengthPenalty = 0.5f, EarlyStopping = EarlyStopping.Always, MaxNewTokens = 20 },
    };

    [Fact]
    public void Constructor_NoOptions_TakesTheDefaults()
    {
        GenerationSettings settings = new(Defaults);

        Assert.Equal((3, 0.5f, EarlyStopping.Always, 20), (settings.NumBeams, settings.LengthPenalty, settings.EarlyStopping, settings.MaxNewTokens(1)));
    }

    [Fact]
    public void Constructor_Options_StandBeforeTheDefaults()
    {
        GenerationSettings settings = new(Defaults, new GenerationOptions { NumBeams = 1, LengthPenalty = 2, EarlyStopping = EarlyStopping.Likely, MaxNewTokens = 5 });

        Assert.Equal((1, 2f, EarlyStopping.Likely, 5), (settings.NumBeams, settings.LengthPenalty, settings.EarlyStopping, settings.MaxNewTokens(1)));
    }

    [Fact]
    public void Constructor_NeitherSaysALength_IsTwentyNewTokens() =>
        Assert.Equal(20, new GenerationSettings(new GenerationDefaults { EndIds = [3] }).MaxNewTokens(700));

    [Theory]
    [InlineData(1, 32)]
    [InlineData(10, 23)]
    [InlineData(32, 1)]
    public void MaxNewTokens_MoreThanPositions_AreCut(int promptLength, int expected) =>
        Assert.Equal(expected, new GenerationSettings(Defaults, new GenerationOptions { MaxNewTokens = 1000 }).MaxNewTokens(promptLength));

    [Fact]
    public void MaxNewTokens_MaxLength_CountsThePrompt() =>
        Assert.Equal(5, new GenerationSettings(Defaults, new GenerationOptions { MaxLength = 9 }).MaxNewTokens(4));

    [Fact]
    public void MaxNewTokens_PromptLongerThanThePositions_HasBothNumbers()
    {
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => new GenerationSettings(Defaults).MaxNewTokens(33));

        Assert.Contains("33 tokens, but the model has 32 positions", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MaxNewTokens_PromptAsLongAsMaxLength_HasBothNumbers()
    {
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => new GenerationSettings(Defaults, new GenerationOptions { MaxLength = 9 }).MaxNewTokens(9));

        Assert.Contains("9 tokens, and MaxLength", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, false, 4)]
    [InlineData(1, false, 2)]
    public void Constructor_MoreTextsThanTheSearchFinds_Throws(int beams, bool sample, int texts) =>
        Assert.Throws<InvalidInputException>(() => new GenerationSettings(
            Defaults, new GenerationOptions { NumBeams = beams, DoSample = sample, NumReturnSequences = texts }));

    [Fact]
    public void Constructor_TemperatureZero_ChoosesTheLikeliest() =>
        Assert.False(new GenerationSettings(Defaults, new GenerationOptions { DoSample = true, Temperature = 0 }).Samples);
}
