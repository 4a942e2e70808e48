using System.Text.Json;
using Vlm.Imaging.Resizing;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Imaging;

public sealed class CoefficientGoldenTests
{
    private static readonly JsonElement[] Entries =
        [.. JsonDocument.Parse(File.ReadAllBytes(GoldenFolder.Path("resize", "coefficients.json"))).RootElement.EnumerateArray()];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Entries.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Compute_GoldenAxis_GivesTheWindows(int number)
    {
        JsonElement entry = Entries[number];
        float[] box = [.. entry.GetProperty("box").EnumerateArray().Select(v => v.GetSingle())];
        ResizeFilter filter = Enum.Parse<ResizeFilter>(entry.GetProperty("filter").GetString()!, ignoreCase: true);

        AxisWeights weights = AxisWeights.Compute(AxisRequest.Whole(entry.GetProperty("n_in").GetInt32(), box[0], box[1], entry.GetProperty("n_out").GetInt32(), filter));
        FixedCoefficients coefficients = new(weights, pairMultiple: 2);

        Assert.Equal(entry.GetProperty("starts").EnumerateArray().Select(v => v.GetInt32()), weights.Starts);
        Assert.Equal(entry.GetProperty("counts").EnumerateArray().Select(v => v.GetInt32()), weights.Counts);
        foreach (JsonElement position in entry.GetProperty("rows").EnumerateArray())
        {
            int x = position.GetProperty("x").GetInt32();
            Assert.Equal(position.GetProperty("fixed").EnumerateArray().Select(v => v.GetInt32()), coefficients.Of(x).ToArray());
        }
    }
}
