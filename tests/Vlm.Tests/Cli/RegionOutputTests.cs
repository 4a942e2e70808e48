using System.Text;
using System.Text.Json;
using Vlm.Cli.Output;

namespace Vlm.Tests.Cli;

public sealed class RegionOutputTests
{
    [Fact]
    public void WriteRegions_BoxOutlineAndScore_HaveTheContractsNames()
    {
        DetectedRegion[] regions =
        [
            new() { Label = "dog", Score = 0.5f, Box = new ImageBox(1, 2.5f, 3, 4) },
            new() { Label = "", Box = new ImageBox(0, 0, 2, 2), Polygons = [[new ImagePoint(0, 0), new ImagePoint(2, 0), new ImagePoint(2, 2)]] },
        ];

        Assert.Equal(
            """{"regions":[{"label":"dog","score":0.5,"box":[1,2.5,3,4]},{"label":"","box":[0,0,2,2],"polygons":[[0,0,2,0,2,2]]}]}""",
            Written(json => json.WriteRegions("regions", regions)));
    }

    [Fact]
    public void WriteFindings_PlainText_WritesNothing() => Assert.Equal("{}", Written(json => json.WriteFindings([], null)));

    [Fact]
    public void Lines_Fields_AreOneLine() => Assert.Equal(["""  {"total":"12"}"""], RegionOutput.Lines([], JsonElement.Parse("""{"total":"12"}"""u8)));

    private static string Written(Action<Utf8JsonWriter> write)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
