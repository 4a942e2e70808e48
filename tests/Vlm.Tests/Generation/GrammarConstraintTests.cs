using System.Text;
using System.Text.Json;
using Vlm.Generation;

namespace Vlm.Tests.Generation;

public sealed class GrammarConstraintTests
{
    private const string Person =
        """
        {"type":"object","properties":{"name":{"type":"string","maxLength":8},"age":{"type":"integer","minimum":0},
        "tags":{"type":"array","items":{"enum":["a","b"]},"maxItems":2},"more":{"anyOf":[{"type":"null"},{"$ref":"#"}]}},"required":["name","age"]}
        """;

    [Theory]
    [InlineData("""{"name":"Jo","age":7}""", true)]
    [InlineData("""{"name": "J\u00e9\n", "age": 0, "tags": ["a", "b"], "more": null}""", true)]
    [InlineData("""{"name":"Zoë","age":1,"more":{"name":"","age":2}}""", true)]
    [InlineData("""{"age":7,"name":"Jo"}""", false)]
    [InlineData("""{"name":"Jo"}""", false)]
    [InlineData("""{"name":"Jo","age":-1}""", false)]
    [InlineData("""{"name":"123456789","age":1}""", false)]
    [InlineData("""{"name":"Jo","age":1,"tags":["c"]}""", false)]
    [InlineData("""{"name":"Jo","age":1,"tags":["a","a","a"]}""", false)]
    [InlineData("""{"name":"Jo","age":01}""", false)]
    [InlineData("""{"name":"Jo","age":1} """, false)]
    public void Automaton_Text_IsWholeWhereItKeepsToTheSchema(string json, bool expected)
    {
        GrammarAutomaton automaton = new(JsonSchemaReader.Read(Person));
        int state = automaton.Start;
        foreach (byte value in Encoding.UTF8.GetBytes(json))
        {
            state = state == GrammarAutomaton.Dead ? state : automaton.Next(state, value);
        }

        Assert.Equal(expected, state != GrammarAutomaton.Dead && automaton.IsWhole(state));
    }

    [Theory]
    [InlineData("""{"type":"string","pattern":"a+"}""", "$.pattern")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"number","maximum":3}}}""", "$.properties.a.maximum")]
    [InlineData("""{"type":"array","items":{"oneOf":[]}}""", "$.items.oneOf")]
    [InlineData("""{"$ref":"#/$defs/none"}""", "$.$ref")]
    [InlineData("""{"type":"colour"}""", "$.type")]
    [InlineData("{", "$")]
    public void Read_NotUnderstood_NamesThePath(string schema, string path) =>
        Assert.Equal(path, Assert.Throws<JsonSchemaException>(() => JsonSchemaReader.Read(schema)).Path);

    [Fact]
    public void Generate_RandomLogits_GivesJsonOfTheSchema()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            GenerationEngine engine = new(new GenerationDefaults { EndIds = [CharacterTokens.End] }, new CharacterTokens(), CharacterTokens.Count);
            using ScriptedDecoder decoder = new([100], CharacterTokens.Count, history => Random(seed, history));

            GeneratedSequence text = engine.Generate(decoder, new GenerationOptions { JsonSchema = Person, MaxNewTokens = 400, DoSample = true, Seed = seed, NumReturnSequences = 1 }, default)[0][0];

            if (text.FinishReason == FinishReason.EndOfText)
            {
                JsonElement root = JsonElement.Parse(text.Text);
                Assert.True(root.GetProperty("age").GetInt64() >= 0);
                Assert.True(root.GetProperty("name").GetString()!.Length <= 8);
            }
        }
    }

    private static float[] Random(int seed, IReadOnlyList<int> history)
    {
        Random random = new(HashCode.Combine(seed, history.Count, history[^1]));
        return [.. Enumerable.Range(0, CharacterTokens.Count).Select(_ => (float)random.NextDouble())];
    }
}
