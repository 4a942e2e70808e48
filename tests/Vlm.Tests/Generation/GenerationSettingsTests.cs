using Vlm.Generation;

namespace Vlm.Tests.Generation;

public sealed class GenerationSettingsTests
{
    private static readonly GenerationDefaults Defaults = new()
    {
        StartId = 2,
        EndIds = [3],
        NumBeams = 3,
        LengthPenalty = 0.5f,
        EarlyStopping = true,
        MaxNewTokens = 20,
        MaxPositions = 32,
    };

    [Fact]
    public void Constructor_NoOptions_TakesTheDefaults()
    {
        GenerationSettings settings = new(Defaults);

        Assert.Equal((3, 0.5f, true, 20), (settings.NumBeams, settings.LengthPenalty, settings.EarlyStopping, settings.MaxNewTokens));
    }

    [Fact]
    public void Constructor_Options_StandBeforeTheDefaults()
    {
        GenerationSettings settings = new(Defaults, new GenerationOptions { NumBeams = 1, LengthPenalty = 2, EarlyStopping = false, MaxNewTokens = 5 });

        Assert.Equal((1, 2f, false, 5), (settings.NumBeams, settings.LengthPenalty, settings.EarlyStopping, settings.MaxNewTokens));
    }

    [Fact]
    public void Constructor_MoreTokensThanPositions_AreCut() =>
        Assert.Equal(32, new GenerationSettings(Defaults, new GenerationOptions { MaxNewTokens = 1000 }).MaxNewTokens);
}
