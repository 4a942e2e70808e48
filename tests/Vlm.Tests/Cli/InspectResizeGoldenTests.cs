using System.Text.Json;
using Vlm.Tests.Goldens;
using Vlm.Tests.Imaging;

namespace Vlm.Tests.Cli;

/// <summary><c>vlm inspect resize</c> laid beside Pillow's pictures.</summary>
public sealed class InspectResizeGoldenTests : IDisposable
{
    private static readonly JsonElement[] Cases =
        [.. JsonDocument.Parse(File.ReadAllBytes(GoldenFolder.Path("resize", "manifest.json"))).RootElement.GetProperty("cases").EnumerateArray()];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> ModesAndFilters =>
        [.. Cases.Select(row => (row.GetProperty("mode").GetString()!, row.GetProperty("filter").GetString()!)).Distinct()];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(ModesAndFilters))]
    public async Task Resize_EveryCaseOfBothPillows_EqualsPillow(string mode, string filter)
    {
        foreach (JsonElement row in Cases.Where(c => c.GetProperty("mode").GetString() == mode && c.GetProperty("filter").GetString() == filter))
        {
            await CheckAsync(row, "13", row.GetProperty("output").GetString()!);

            // Pillow 12 rounds transparency otherwise where a reducing gap is given; only its pass order is followed.
            bool gap = row.GetProperty("reducing_gap").ValueKind != JsonValueKind.Null;
            if (row.GetProperty("output_pillow12").GetString() is { } older && !(gap && mode is "RGBA" or "LA"))
            {
                await CheckAsync(row, "12", older);
            }
        }
    }

    private async Task CheckAsync(JsonElement row, string pillow, string expectedFile)
    {
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
        (byte[] actual, int width, int height) = Pictures.ReadPng(output);
        (byte[] expected, int expectedWidth, int expectedHeight) = Pictures.ReadPng(GoldenFolder.Path("resize", expectedFile));
        Assert.Equal((expectedWidth, expectedHeight), (width, height));
        Assert.True(expected.AsSpan().SequenceEqual(actual), $"{row.GetProperty("id")} with Pillow {pillow}");
    }
}
