using Vlm.Folders;

namespace Vlm.Tests.Folders;

public sealed class ModelConfigTests
{
    [Fact]
    public void Read_Labels_AreOrderedById() =>
        Assert.Equal(["cat", "dog", "bird"], Read("""{"model_type":"vit","id2label":{"2":"bird","0":"cat","1":"dog"}}""").Labels);

    [Fact]
    public void Read_Nothing_IsEmpty()
    {
        ModelConfig config = Read("{}");
        Assert.Null(config.ModelType);
        Assert.Empty(config.Labels);
    }

    [Theory]
    [InlineData("""{"id2label":{"0":"cat","2":"dog"}}""", "without a gap")]
    [InlineData("""{"id2label":{"0":"cat","00":"dog"}}""", "stands there twice")]
    [InlineData("""{"id2label":{"0":"cat","0":"dog"}}""", "stands there twice")]
    [InlineData("""{"id2label":{"x":"cat"}}""", "'x'")]
    [InlineData("""{"id2label":{"-1":"cat"}}""", "'-1'")]
    [InlineData("""{"id2label":{"0":1}}""", "id2label.0")]
    [InlineData("""{"id2label":["cat"]}""", "an object of label by id")]
    [InlineData("""{"model_type":5}""", "model_type")]
    public void Read_Wrong_NamesTheKey(string json, string message) =>
        Assert.Contains(message, Assert.Throws<ModelFolderException>(() => Read(json)).Message, StringComparison.Ordinal);

    private static ModelConfig Read(string json)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("config.json", json).With("model.onnx", "x");
        return ModelConfig.Read(ModelFolder.Open(folder.Path));
    }
}
