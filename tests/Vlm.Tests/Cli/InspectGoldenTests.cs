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

    [Theory]
    [InlineData("vit")]
    [InlineData("efficientnet")]
    [InlineData("siglip")]
    public async Task Pixels_EveryCase_EqualsReference(string processor)
    {
        SafetensorsFile golden = SafetensorsFile.Read(GoldenFolder.Path("processors", processor, "expected.safetensors"));
        foreach (string picture in new[] { "rgb_333x217", "rgba_181x181", "palette_97x31" })
        {
            string output = _folder["pixels.safetensors"];
            CommandResult result = await CommandResult.RunAsync(
                "inspect", "pixels", GoldenFolder.Path("processors", "inputs", picture + ".png"), "--out", output,
                "--processor", GoldenFolder.Path("processors", processor, "preprocessor_config.json"), "--alpha", Alpha(processor), "--json");

            Assert.Equal("", result.Error);
            SafetensorsFile written = SafetensorsFile.Read(output);
            string name = picture + ".pixel_values";
            Assert.Equal(golden.Shape(name), result.Json.GetProperty("tensors").GetProperty("pixel_values").EnumerateArray().Select(d => d.GetInt64()));
            Assert.Equal(golden.Shape(name), written.Shape("pixel_values"));
            Closeness.Within(golden.Floats(name), written.Floats("pixel_values"), 1e-6);
        }

        Assert.Equal([_folder["pixels.safetensors"]], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Pixels_TwoPictures_AreOneBatch()
    {
        string[] inputs = [GoldenFolder.Path("processors", "inputs", "rgb_333x217.png"), GoldenFolder.Path("processors", "inputs", "small_31x29.png")];
        CommandResult result = await CommandResult.RunAsync(
            ["inspect", "pixels", .. inputs, "--out", _folder["p.safetensors"], "--processor", GoldenFolder.Path("processors", "vit"), "--json"]);
        Assert.StartsWith("""{"tensors":{"pixel_values":[2,3,""", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bars_24x24_lanczos", "13", "output")]
    [InlineData("bars_24x24_lanczos", "12", "output_pillow12")]
    [InlineData("bars_24x24_box", "13", "output")]
    [InlineData("alpha_20x20_bicubic_box10_5_50p5_40p5", "13", "output")]
    [InlineData("alpha_9x7_bilinear_gap2", "13", "output")]
    public async Task Resize_GoldenCase_EqualsPillow(string id, string pillow, string outputKey)
    {
        JsonElement row = Json(GoldenFolder.Path("resize", "manifest.json")).GetProperty("cases").EnumerateArray().First(c => c.GetProperty("id").GetString() == id);
        string output = _folder["out.png"];
        List<string> args =
        [
            "inspect", "resize", GoldenFolder.Path("resize", row.GetProperty("source").GetString()!), "--out", output, "--pillow", pillow,
            "--width", $"{row.GetProperty("width")}", "--height", $"{row.GetProperty("height")}", "--filter", row.GetProperty("filter").GetString()!,
        ];
        if (row.GetProperty("box") is { ValueKind: JsonValueKind.Array } box)
        {
            args.AddRange(["--box", string.Join(',', box.EnumerateArray())]);
        }

        if (row.GetProperty("reducing_gap") is { ValueKind: JsonValueKind.Number } gap)
        {
            args.AddRange(["--reducing-gap", $"{gap}"]);
        }

        CommandResult result = await CommandResult.RunAsync([.. args]);

        Assert.Equal("", result.Error);
        using RgbImage actual = ImageDecoder.Default.Decode(output);
        using RgbImage expected = ImageDecoder.Default.Decode(GoldenFolder.Path("resize", row.GetProperty(outputKey).GetString()!));
        for (int y = 0; y < expected.Height; y++)
        {
            Assert.True(expected.Row(y).SequenceEqual(actual.Row(y)), $"row {y}");
        }
    }

    private static string Alpha(string processor) =>
        Json(GoldenFolder.Path("processors", processor, "case.json")).GetProperty("input_conversion").GetString()!.StartsWith("before", StringComparison.Ordinal) ? "drop" : "white";

    private static JsonElement Json(string path) => JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;

    private static int[] Ints(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetInt32())];
}
