using System.Text.Json;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Evaluation.Statistics;

/// <summary>Reference values of resampling and tests, by scipy, statsmodels and numpy.</summary>
internal static class ResamplingGoldens
{
    public const double Tolerance = 1e-9;
    private static readonly SafetensorsFile Draws = SafetensorsFile.Read(GoldenFolder.Path("metrics", "ranking", "resampling.safetensors"));

    public static JsonElement Root { get; } = GoldenJson.Read(GoldenFolder.Path("metrics", "ranking", "resampling.json"));

    public static double[] ScoresA => Root.Doubles("scores_a");

    public static double[] ScoresB => Root.Doubles("scores_b");

    public static double[] CorrectA => Root.Doubles("correct_a");

    public static double[] CorrectB => Root.Doubles("correct_b");

    public static int[][] Resamples => [.. Rows("resample_indices").Select(row => row.Select(value => (int)value).ToArray())];

    public static bool[][] PositiveSigns => [.. Rows("sign_flips_positive").Select(row => row.Select(value => value != 0).ToArray())];

    private static IEnumerable<byte[]> Rows(string name) => Draws.Bytes(name).Chunk((int)Draws.Shape(name)[1]);
}
