using Vlm.Evaluation;

namespace Vlm.Tests.Evaluation;

public sealed class GenerationSettingsTests
{
    [Fact]
    public void Of_Options_NamesWhatDiffersFromTheModelsOwn()
    {
        Dictionary<string, string> settings = GenerationSettings.Of(new GenerationOptions { NumBeams = 3, LengthPenalty = 0.5f, SuppressTokens = [1, 2], Prompt = "caption en", BatchSize = 4, EarlyStopping = EarlyStopping.Likely });
        Assert.Equal(("3", "0.5", "1 2", "caption en", "Likely"), (settings["num_beams"], settings["length_penalty"], settings["suppress_tokens"], settings["prompt"], settings["early_stopping"]));
        Assert.Equal(5, settings.Count);
        Assert.Empty(GenerationSettings.Of(new GenerationOptions()));
        Assert.Empty(GenerationSettings.Of(null));
    }

    [Fact]
    public void Of_Decoding_IsASettingToo() =>
        Assert.NotEqual("", GenerationSettings.Of(new GenerationOptions { Decode = ImageDecodeOptions.Default })["decode"]);
}
