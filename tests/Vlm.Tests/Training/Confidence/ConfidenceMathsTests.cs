using Vlm.Evaluation;
using Vlm.Onnx;
using Vlm.Tests.Goldens;
using Vlm.Training;

namespace Vlm.Tests.Training.Confidence;

public sealed class ConfidenceMathsTests
{
    [Fact]
    public void SubspaceFit_KnownGaussian_FindsDirectionsVariancesAndResidual()
    {
        const int width = 12, count = 20_000;
        float[] spread = [5, 3, 2, .. Enumerable.Repeat(0.5f, width - 3)];
        CounterRandom random = new(7, 1);
        float[][] vectors = new float[count][];
        for (int i = 0; i < count; i++)
        {
            vectors[i] = [.. spread.Select((s, d) => (float)(d + (s * random.NextNormal())))];
        }

        SubspaceFit fit = SubspaceFit.Of(vectors, rank: 3);

        Closeness.Within([25f, 9f, 4f], fit.Variances, 0.6);
        Assert.InRange(fit.ResidualVariance, 0.24f, 0.26f);
        Closeness.Within([.. Enumerable.Range(0, width).Select(d => (float)d)], fit.Mean, 0.12);
        for (int k = 0; k < 3; k++)
        {
            Assert.InRange(Math.Abs(fit.Directions[(k * width) + k]), 0.999f, 1.0001f);
        }

        GaussianSubspace model = fit.ToModel();
        Assert.InRange(vectors.Average(vector => model.Distance(vector) * model.Distance(vector)), 0.98, 1.02);
        float[] along = [.. fit.Mean], across = [.. fit.Mean];
        along[0] += 5;
        across[11] += 5;
        Assert.Equal(Math.Sqrt(1 / 12.0), model.Distance(along), 0.01);
        Assert.Equal(Math.Sqrt(100 / 12.0), model.Distance(across), 0.1);
    }

    [Fact]
    public void LogisticFit_OneSignalOfTwoValues_RatesOfTheGroups()
    {
        double[][] signals = [.. Enumerable.Range(0, 400).Select(i => (double[])[i < 200 ? 2 : 6, 5])];
        bool[] labels = [.. Enumerable.Range(0, 400).Select(i => i < 200 ? i < 40 : i < 340)];

        LogisticModel model = LogisticFit.Of(signals, labels).ToModel();

        Assert.Equal(0.2, model.Probability([2, 5]), 0.003);
        Assert.Equal(0.7, model.Probability([6, 5]), 0.003);
    }

    [Fact]
    public void LogisticFit_ToldApartWithoutError_StaysFinite()
    {
        double[][] signals = [.. Enumerable.Range(0, 100).Select(i => (double[])[i])];

        LogisticFit fit = LogisticFit.Of(signals, [.. Enumerable.Range(0, 100).Select(i => i >= 50)]);

        Assert.InRange(fit.Weights[0], 3, 100);
        Assert.InRange(fit.ToModel().Probability([90]), 0.99, 1);
    }

    [Fact]
    public void CaptionFit_PeoplesCaptionsAndOthers_ThreeOfFourPeopleFit()
    {
        string[] colors = ["red", "blue", "green", "white", "black", "brown", "yellow", "orange"], things = ["dog", "car", "boat", "bird", "house"];
        DataSetItem[] items = [.. colors.SelectMany(color => things.Select(thing => new DataSetItem(
            $"{color} {thing}", "x.jpg", "val", [$"a {color} {thing} in the park", $"the {color} {thing} stands in a park", $"one {thing} that is {color}", $"a {thing}"])))];
        CaptionFit judge = new(items);

        bool[] same = judge.Judge([.. items.Select(item => item.Captions[0])]), next = judge.Judge([.. items.Select((_, i) => items[(i + 6) % items.Length].Captions[0])]);
        bool[][] people = [.. Enumerable.Range(0, 4).Select(n => judge.Judge([.. items.Select(item => item.Captions[n])]))];

        Assert.All(same, Assert.True);
        Assert.All(next, Assert.False);
        Assert.InRange(people.Sum(each => each.Count(fits => fits)), items.Length * 3, items.Length * 4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void DistortedPicture_EachKind_OtherPixelsOfTheSameSize(int kind)
    {
        byte[] pixels = [.. Enumerable.Range(0, 60 * 40 * 3).Select(i => (byte)(i * 7))];
        using RgbImage picture = new(pixels, 60, 40);

        using RgbImage distorted = DistortedPicture.Of(picture, kind), again = DistortedPicture.Of(distorted, kind);

        Assert.Equal((60, 40), (distorted.Width, distorted.Height));
        Assert.NotEqual(pixels, distorted.Pixels.ToArray());
        Assert.Equal((kind == 2 ? distorted : picture).Pixels.ToArray(), again.Pixels.ToArray());
    }
}
