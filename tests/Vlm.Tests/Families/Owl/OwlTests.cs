using System.Text.Json;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Families.Owl;

/// <summary>OWL-ViT and OWLv2 folders through the front door, against post_process_object_detection of the Python implementation.</summary>
public sealed class OwlTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("owlvit")]
    [InlineData("owlv2")]
    public async Task DetectAsync_EveryPictureAndThreshold_EqualsPython(string family)
    {
        JsonElement cases = Cases(family);
        string[] queries = cases.Strings("queries");
        using IVisionLanguageModel model = VisionLanguageModel.Load(ModelsFolder.Find("tiny", family));
        IObjectDetector detector = model.GetService<IObjectDetector>()!;
        int compared = 0;
        foreach (JsonElement example in cases.GetProperty("post_process_object_detection").EnumerateArray())
        {
            ImageInput picture = Picture(family, example.Text("image"));

            IReadOnlyList<DetectedRegion> regions = await detector.DetectAsync(picture, queries, new DetectionOptions { Threshold = (float)example.Double("threshold") }, Cancel);

            double[] scores = example.Doubles("scores");
            Assert.Equal(scores.Length, regions.Count);
            Assert.Equal(regions.OrderByDescending(region => region.Score), regions);
            foreach ((int index, int query) in example.Ints("labels").Index())
            {
                double[] box = example.GetProperty("boxes_xyxy")[index].Doubles();
                DetectedRegion found = regions.MinBy(region => Math.Abs(region.Box.X1 - box[0]) + Math.Abs(region.Box.Y1 - box[1]) + Math.Abs(region.Box.X2 - box[2]) + Math.Abs(region.Box.Y2 - box[3]))!;
                Closeness.Within(box, [found.Box.X1, found.Box.Y1, found.Box.X2, found.Box.Y2], 0.05);
                Closeness.Within(scores[index], found.Score!.Value, 1e-4);
                Assert.Equal(queries[query], found.Label);
                compared++;
            }
        }

        Assert.True(compared > 50, $"Only {compared} boxes were compared.");
    }

    [Theory]
    [InlineData("owlvit")]
    [InlineData("owlv2")]
    public async Task DetectAsync_Batch_EqualsEachPictureAndThePythonDefault(string family)
    {
        JsonElement cases = Cases(family);
        string[] queries = cases.Strings("queries");
        using IVisionLanguageModel model = VisionLanguageModel.Load(ModelsFolder.Find("tiny", family));
        IObjectDetector detector = model.GetService<IObjectDetector>()!;
        ImageInput[] pictures = [.. cases.Strings("images").Select(name => Picture(family, name))];

        IReadOnlyList<IReadOnlyList<DetectedRegion>> batch = await detector.DetectAsync(pictures, queries, null, Cancel);

        for (int i = 0; i < pictures.Length; i++)
        {
            IReadOnlyList<DetectedRegion> alone = await detector.DetectAsync(pictures[i], queries, new DetectionOptions { Threshold = 0.1f }, Cancel);
            Assert.Equal(alone.Select(region => (region.Label, region.Score, region.Box)), batch[i].Select(region => (region.Label, region.Score, region.Box)));
        }
    }

    [Fact]
    public async Task DetectAsync_WrongLabels_AreRefused()
    {
        using IVisionLanguageModel model = VisionLanguageModel.Load(ModelsFolder.Find("tiny", "owlvit"));
        IObjectDetector detector = model.GetService<IObjectDetector>()!;
        ImageInput picture = Picture("owlvit", "shapes.png");

        Assert.True(detector.NeedsLabels);
        await Assert.ThrowsAsync<InvalidInputException>(() => detector.DetectAsync(picture, [], null, Cancel));
        Assert.Contains("Label 1", (await Assert.ThrowsAsync<InvalidInputException>(() => detector.DetectAsync(picture, ["dog", " "], null, Cancel))).Message, StringComparison.Ordinal);
        string longLabel = string.Join(' ', Enumerable.Repeat("dog", 30));
        Assert.Contains("more tokens than the 16", (await Assert.ThrowsAsync<InvalidInputException>(() => detector.DetectAsync(picture, [longLabel], null, Cancel))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FileThatAsksForMore_NamesTheInputs()
    {
        using TemporaryFolder folder = new();
        foreach (string file in Directory.GetFiles(ModelsFolder.Find("tiny", "owlvit"), "*.json"))
        {
            File.Copy(file, folder[Path.GetFileName(file)]);
        }

        Directory.CreateDirectory(folder["onnx"]);
        File.Copy(ModelsFolder.Find("tiny", "vit-gpt2", "onnx", "decoder_model_merged.onnx"), folder["onnx/model.onnx"]);

        ModelFolderException e = Assert.Throws<ModelFolderException>(() => VisionLanguageModel.Load(folder.Path));

        Assert.Contains("encoder_hidden_states", e.Message, StringComparison.Ordinal);
        Assert.Contains("use_cache_branch", e.Message, StringComparison.Ordinal);
    }

    private static JsonElement Cases(string family) => GoldenJson.Read(ModelsFolder.Find("tiny", family, "golden", "cases.json"));

    private static ImageInput Picture(string family, string name) => ImageInput.FromFile(ModelsFolder.Find("tiny", family, "golden", "images", name));
}
