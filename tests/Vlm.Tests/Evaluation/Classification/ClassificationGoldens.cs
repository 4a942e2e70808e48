using System.Text.Json;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Evaluation.Classification;

/// <summary>Reference values of classification and calibration, by scikit-learn.</summary>
internal static class ClassificationGoldens
{
    public const double Tolerance = 1e-9;
    private static readonly SafetensorsFile Tensors = SafetensorsFile.Read(GoldenFolder.Path("metrics", "ranking", "classification.safetensors"));

    public static JsonElement Root { get; } = GoldenJson.Read(GoldenFolder.Path("metrics", "ranking", "classification.json"));

    public static int Classes => Root.GetProperty("classes").GetInt32();

    public static float[] Logits => Tensors.Floats("logits");

    public static int[] Labels => [.. Tensors.Longs("labels").Select(label => (int)label)];

    public static bool[] BinaryLabels => [.. Root.GetProperty("binary").Ints("labels").Select(label => label == 1)];

    public static double[] BinaryScores => Root.GetProperty("binary").Doubles("scores");
}
