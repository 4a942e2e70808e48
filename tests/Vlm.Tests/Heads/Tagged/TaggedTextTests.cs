using System.Text.Json;
using System.Text.Json.Nodes;
using Vlm.Heads.Tagged;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Heads.Tagged;

public sealed class TaggedTextTests
{
    private static readonly HashSet<string> Tokens = ["<yes/>", "<no/>"];

    [Fact]
    public void Read_EveryText_EqualsPython()
    {
        JsonElement golden = GoldenJson.Read(ModelsFolder.Find("tiny", "donut", "golden", "cases.json"));
        int cases = 0;
        foreach ((string text, JsonElement json) in golden.GetProperty("token2json").EnumerateArray().Select(e => (e.Text("text"), e.GetProperty("json")))
            .Concat(golden.GetProperty("token2json_of_generated").EnumerateArray().Select(e => (e.Text("first_tag_removed"), e.GetProperty("json")))))
        {
            // The text, so that the order of the members counts too.
            Assert.Equal(JsonNode.Parse(json.GetRawText())!.ToJsonString(), new TaggedText(Tokens.Contains).Read(text).ToJsonString());
            cases++;
        }

        Assert.Equal(18, cases);
    }

    // What transformers' token2json gives, worked out by hand from its rules.
    [Theory]
    [InlineData("<s_a>1</s_a><s_b>2</s_b><s_a>3</s_a>", """{"a":"3","b":"2"}""")]
    [InlineData("<s_a>1</s_a><sep/><s_a>2</s_a>", """[{"a":"1"},{"a":"2"}]""")]
    [InlineData("<s_a>1</s_a><sep/>", """[{"a":"1"}]""")]
    [InlineData("<s_a>1</s_a><sep/>words", """[{"a":"1"}]""")]
    [InlineData("</s_a> x <s_a>y", """{"text_sequence":"x y"}""")]
    [InlineData("<s_a><s_b></s_a>", """{"a":"<s_b>"}""")]
    [InlineData("<s_a><maybe/></s_a>", """{"a":"<maybe/>"}""")]
    [InlineData("<s_a>é \"q\"</s_a>", """{"a":"é \"q\""}""")]
    [InlineData("<s_\n>x</s_\n>", """{"text_sequence":"<s_\n>x</s_\n>"}""")]
    public void Read_UnusualTags_AsPythonReadsThem(string text, string expected) =>
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), new TaggedText(Tokens.Contains).Read(text).ToJsonString());

    [Fact]
    public void Read_VeryDeepTags_StaysReadable()
    {
        string text = string.Concat(Enumerable.Repeat("<s_a>", 2000)) + "x" + string.Concat(Enumerable.Repeat("</s_a>", 2000));

        JsonNode read = new TaggedText(Tokens.Contains).Read(text);

        Assert.Equal(JsonValueKind.Object, JsonElement.Parse(read.ToJsonString()).ValueKind);
    }
}
