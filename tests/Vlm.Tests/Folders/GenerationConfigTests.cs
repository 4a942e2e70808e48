using Vlm.Folders;

namespace Vlm.Tests.Folders;

public sealed class GenerationConfigTests
{
    [Fact]
    public void Read_AllKeys_AreTyped()
    {
        GenerationConfig config = Read(
            """
            {"decoder_start_token_id":2,"bos_token_id":2,"eos_token_id":[3,4],"pad_token_id":0,"max_length":21,"max_new_tokens":20,
            "num_beams":3,"length_penalty":1.5,"early_stopping":true,"suppress_tokens":[0,1]}
            """,
            "{}");
        Assert.Equal((2, 2, 0), (config.DecoderStartTokenId, config.BosTokenId, config.PadTokenId));
        Assert.Equal([3, 4], config.EosTokenIds);
        Assert.Equal((21, 20, 3, 1.5f, EarlyStopping.Always), (config.Options.MaxLength, config.Options.MaxNewTokens, config.Options.NumBeams, config.Options.LengthPenalty, config.Options.EarlyStopping));
        Assert.Equal([0, 1], config.Options.SuppressTokens!);
    }

    [Fact]
    public void Read_Absent_IsNullOrEmpty()
    {
        GenerationConfig config = Read(null, "{}");
        Assert.Null(config.DecoderStartTokenId);
        Assert.Null(config.Options.EarlyStopping);
        Assert.Empty(config.EosTokenIds);
        Assert.Null(config.Options.SuppressTokens);
    }

    [Fact]
    public void Read_KeyOnlyInConfig_IsFoundThere()
    {
        GenerationConfig config = Read("""{"eos_token_id":7}""", """{"eos_token_id":3,"bos_token_id":2,"early_stopping":"never"}""");
        Assert.Equal([7], config.EosTokenIds);
        Assert.Equal(2, config.BosTokenId);
        Assert.Equal(EarlyStopping.Never, config.Options.EarlyStopping);
    }

    [Theory]
    [InlineData("""{"eos_token_id":"3"}""", "eos_token_id")]
    [InlineData("""{"eos_token_id":[3,-1]}""", "eos_token_id")]
    [InlineData("""{"num_beams":0}""", "num_beams")]
    [InlineData("""{"max_length":"long"}""", "max_length")]
    [InlineData("""{"early_stopping":"maybe"}""", "early_stopping")]
    [InlineData("""{"length_penalty":[]}""", "length_penalty")]
    public void Read_Wrong_NamesFileAndKey(string json, string key)
    {
        ModelFolderException e = Assert.Throws<ModelFolderException>(() => Read(json, "{}"));
        Assert.Equal(key, e.Key);
        Assert.EndsWith("generation_config.json", e.Path, StringComparison.Ordinal);
    }

    private static GenerationConfig Read(string? generation, string config)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("config.json", config).With("model.onnx", "x");
        if (generation is not null)
        {
            folder.With("generation_config.json", generation);
        }

        return GenerationConfig.Read(ModelFolder.Open(folder.Path));
    }
}
