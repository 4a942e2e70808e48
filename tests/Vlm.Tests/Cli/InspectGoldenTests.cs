using System.Text.Json;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Cli;

/// <summary>What <c>vlm inspect</c> prints, laid beside Python's output.</summary>
public sealed class InspectGoldenTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("made-wordpiece-uncased")]
    [InlineData("made-wordlevel")]
    public async Task Tokens_WholeCorpus_EqualsReference(string name)
    {
        JsonElement golden = Json(GoldenFolder.Path("tokenizers", name + ".json"));
        Dictionary<int, string> corpus = Json(GoldenFolder.Path("tokenizers", "corpus.json")).GetProperty("strings").EnumerateArray()
            .ToDictionary(s => s.GetProperty("i").GetInt32(), s => s.GetProperty("text").GetString()!);
        JsonElement[] expected = [.. golden.GetProperty("strings_shared").EnumerateArray()];
        string input = _folder.Write("strings.json", JsonSerializer.Serialize(expected.Select(e => corpus[e.GetProperty("i").GetInt32()])));
        string model = GoldenFolder.Path("tokenizers-made", name);

        JsonElement special = (await CommandResult.RunAsync("inspect", "tokens", "--input", input, "--model", model, "--json")).Json;
        JsonElement plain = (await CommandResult.RunAsync("inspect", "tokens", "--input", input, "--model", model, "--json", "--no-special-tokens")).Json;

        Assert.Equal(["ids", "typeIds", "tokens", "offsets", "decoded"], special[0].EnumerateObject().Select(p => p.Name));
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(Ints(expected[i].GetProperty("ids")), Ints(plain[i].GetProperty("ids")));
            Assert.Equal(Ints(expected[i].GetProperty(expected[i].TryGetProperty("ids_special", out _) ? "ids_special" : "ids")), Ints(special[i].GetProperty("ids")));
            Assert.Equal(expected[i].GetProperty("text").GetString(), special[i].GetProperty("decoded").GetString());
            if (expected[i].TryGetProperty("offsets", out JsonElement offsets))
            {
                Assert.Equal(Ints(offsets), special[i].GetProperty("offsets").EnumerateArray().SelectMany(Ints));
            }
        }
    }

    [Fact]
    public async Task Tokens_Pair_EqualsReference()
    {
        JsonElement golden = Json(GoldenFolder.Path("tokenizers", "made-wordpiece-uncased.json"));
        JsonElement strings = Json(GoldenFolder.Path("tokenizers", "corpus.json")).GetProperty("strings");
        string model = GoldenFolder.Path("tokenizers-made", "made-wordpiece-uncased");
        foreach (JsonElement pair in golden.GetProperty("pairs").EnumerateArray())
        {
            string a = strings[pair.GetProperty("a").GetInt32()].GetProperty("text").GetString()!, b = strings[pair.GetProperty("b").GetInt32()].GetProperty("text").GetString()!;
            string input = _folder.Write("one.json", JsonSerializer.Serialize(new[] { a }));
            JsonElement row = (await CommandResult.RunAsync("inspect", "tokens", "--input", input, $"--pair={b}", "--model", model, "--json")).Json[0];
            Assert.Equal(Ints(pair.GetProperty("ids")), Ints(row.GetProperty("ids")));
            Assert.Equal(Ints(pair.GetProperty("type_ids")), Ints(row.GetProperty("typeIds")));
            Assert.Equal(Ints(pair.GetProperty("offsets")), row.GetProperty("offsets").EnumerateArray().SelectMany(Ints));
        }
    }

    [Fact]
    public async Task Pixels_TwoPictures_AreOneBatch()
    {
        string[] inputs = [GoldenFolder.Path("processors", "inputs", "rgb_333x217.png"), GoldenFolder.Path("processors", "inputs", "small_31x29.png")];
        CommandResult result = await CommandResult.RunAsync(
            ["inspect", "pixels", .. inputs, "--out", _folder["p.safetensors"], "--processor", GoldenFolder.Path("processors", "vit"), "--json"]);
        Assert.StartsWith("""{"tensors":{"pixel_values":[2,3,""", result.Out, StringComparison.Ordinal);
    }

    private static JsonElement Json(string path) => JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;

    private static int[] Ints(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetInt32())];
}
