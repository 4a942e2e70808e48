using System.Text.Json;
using Vlm.Evaluation;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Evaluation.Classification;

public sealed class CalibrationTests
{
    private const double Tolerance = ClassificationGoldens.Tolerance;

    [Fact]
    public void Calibration_GoldenLogits_AsTheReference() => AssertCalibration(ClassificationGoldens.Root.GetProperty("calibration"), 1);

    [Fact]
    public void Temperature_GoldenLogits_AsTheReferenceBeforeAndAfter()
    {
        JsonElement golden = ClassificationGoldens.Root.GetProperty("temperature");
        TemperatureScaling actual = TemperatureScaling.Fit(ClassificationGoldens.Labels, ClassificationGoldens.Logits, ClassificationGoldens.Classes);
        Closeness.Within(golden.Double("optimum"), actual.Temperature, 1e-5);
        Closeness.Within(golden.Double("nll_before"), actual.LogLossBefore, 1e-10);
        Closeness.Within(golden.Double("nll_after"), actual.LogLossAfter, 1e-10);
        AssertCalibration(golden.GetProperty("after"), golden.Double("optimum"));
        Assert.Null(actual.Reason);
    }

    [Fact]
    public void Temperature_EverythingRight_EndOfTheRangeWithAReason()
    {
        TemperatureScaling actual = TemperatureScaling.Fit([0, 1], [3, 1, 0, 2], 2);
        Assert.NotNull(actual.Reason);
        Assert.True(double.IsFinite(actual.Temperature) && actual.LogLossAfter <= actual.LogLossBefore);
    }

    [Fact]
    public void OfEqualWidth_EndsOfRanges_BelongToTheLowerOne()
    {
        Calibration actual = Calibration.OfEqualWidth([0, 0.1, 0.3, 0.3000001, 1], [true, true, true, true, true], 10);
        Assert.Equal([2, 0, 1, 1, 0, 0, 0, 0, 0, 1], actual.Bins.Select(bin => bin.Count));
    }

    [Fact]
    public void OfEqualCounts_FewerItemsThanRanges_EmptyOnesAreNotANumber()
    {
        Calibration actual = Calibration.OfEqualCounts([0.5, 0.75], [true, false], 3);
        Assert.Equal([1, 1, 0], actual.Bins.Select(bin => bin.Count));
        Assert.True(double.IsNaN(actual.Bins[2].Accuracy));
        Assert.Equal(0.625, actual.ExpectedError, 1e-12);
    }

    [Fact]
    public void OfEqualWidth_NoProbability_NamesTheItem() =>
        Assert.Equal(1, Assert.Throws<EvaluationException>(() => Calibration.OfEqualWidth([0.5, double.NaN], [true, true])).Index);

    private static void AssertCalibration(JsonElement golden, double temperature)
    {
        int classes = ClassificationGoldens.Classes;
        int[] labels = ClassificationGoldens.Labels, predictions = ClassScores.Predictions(ClassificationGoldens.Logits, classes);
        double[] probabilities = ClassScores.Softmax(ClassificationGoldens.Logits, classes, temperature);
        double[] confidences = [.. probabilities.Chunk(classes).Select(row => row.Max())];
        bool[] right = [.. labels.Zip(predictions, (label, prediction) => label == prediction)];
        foreach (int bins in (int[])[10, 15])
        {
            JsonElement expected = golden.GetProperty($"ece{bins}");
            Calibration actual = Calibration.OfEqualWidth(confidences, right, bins);
            Closeness.Within(expected.Double("ece"), actual.ExpectedError, Tolerance);
            Closeness.Within(expected.Double("mce"), actual.MaximumError, Tolerance);
            foreach ((JsonElement bin, CalibrationBin own) in expected.GetProperty("bins").EnumerateArray().Zip(actual.Bins))
            {
                Closeness.Within(bin.Doubles(), [own.Count, own.Confidence, own.Accuracy], Tolerance);
            }
        }

        Closeness.Within(golden.Double("adaptive_ece15"), Calibration.OfEqualCounts(confidences, right).ExpectedError, Tolerance);
        Closeness.Within(golden.Double("brier_multiclass_sum"), BrierScore.OfClasses(labels, probabilities, classes), Tolerance);
        Closeness.Within(golden.Double("nll"), ClassScores.LogLoss(labels, ClassificationGoldens.Logits, classes, temperature), Tolerance);
    }
}
