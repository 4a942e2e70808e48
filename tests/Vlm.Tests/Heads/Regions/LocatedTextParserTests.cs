using System.Text.Json;
using Vlm.Heads.Regions;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Heads.Regions;

public sealed class LocatedTextParserTests
{
    private static readonly HashSet<string> Unnamed = ["it", "the image"];

    private static readonly Dictionary<string, RegionForm> Forms = new()
    {
        ["<OD>"] = RegionForm.LabelledBoxes,
        ["<DENSE_REGION_CAPTION>"] = RegionForm.LabelledBoxes,
        ["<REGION_PROPOSAL>"] = RegionForm.Boxes,
        ["<OCR_WITH_REGION>"] = RegionForm.Quadrilaterals,
        ["<CAPTION_TO_PHRASE_GROUNDING>"] = RegionForm.GroundedPhrases,
        ["<REFERRING_EXPRESSION_SEGMENTATION>"] = RegionForm.Polygons,
        ["<REGION_TO_SEGMENTATION>"] = RegionForm.Polygons,
        ["<OPEN_VOCABULARY_DETECTION>"] = RegionForm.LabelledBoxesOrPolygons,
    };

    [Theory]
    [InlineData("post_process", 35)]
    [InlineData("post_process_of_generated", 8)]
    public void Parse_EveryCaseWithRegions_EqualsPython(string list, int expected)
    {
        JsonElement golden = GoldenJson.Read(ModelsFolder.Find("tiny", "florence2", "golden", "cases.json"));
        int cases = 0;
        foreach (JsonElement example in golden.GetProperty(list).EnumerateArray().Where(example => Forms.ContainsKey(example.Text("task"))))
        {
            RegionForm form = Forms[example.Text("task")];
            int[] size = example.Ints("image_size");

            IReadOnlyList<LocatedText> found = LocatedTextParser.Parse(form, example.Text("text"), size[0], size[1], Unnamed);

            JsonElement actual = LocatedTextJson.Write(form, found);
            Assert.True(JsonElement.DeepEquals(example.GetProperty("result"), actual), $"{example.Text("task")} {example.Text("text")}: expected {example.GetProperty("result")}, found {actual}");
            cases++;
        }

        Assert.Equal(expected, cases);
    }

    [Fact]
    public void Tokens_EveryBox_EqualsPython()
    {
        JsonElement golden = GoldenJson.Read(ModelsFolder.Find("tiny", "florence2", "golden", "cases.json")).GetProperty("quantize");
        foreach (JsonElement example in golden.EnumerateArray())
        {
            int[] size = example.Ints("image_size");
            float[] box = [.. example.Doubles("box").Select(side => (float)side)];

            Assert.Equal(example.Text("tokens"), new LocationGrid(size[0], size[1]).Tokens(new ImageBox(box[0], box[1], box[2], box[3])));
        }

        Assert.Equal(3, golden.GetArrayLength());
    }

    [Theory]
    [InlineData("a\nb<loc_1><loc_2><loc_3><loc_4>", "")]
    [InlineData("\n dog \t<loc_1><loc_2><loc_3><loc_4>", "dog")]
    [InlineData("dog<loc_1><loc_2><loc_3><loc_12345>", "")]
    [InlineData("a<od>dog<loc_1><loc_2><loc_3><loc_4>", "od>dog")]
    public void Parse_LabelledBoxes_LabelIsOneLine(string text, string label)
    {
        IReadOnlyList<LocatedText> found = LocatedTextParser.Parse(RegionForm.LabelledBoxes, text, 100, 100, Unnamed);

        Assert.Equal(label.Length == 0 ? [] : [label], found.Select(located => located.Label));
    }

    [Theory]
    [InlineData("a\nb<loc_1><loc_2><loc_3><loc_4><loc_5><loc_6><loc_7><loc_8>", "b")]
    [InlineData("<loc_1><loc_2><loc_3><loc_4><loc_5><loc_6><loc_7><loc_8>", null)]
    [InlineData("<loc_1><loc_2><loc_3><loc_4><loc_5><loc_6><loc_7><loc_8><loc_9>", "<loc_1>")]
    [InlineData("\n<loc_1><loc_2><loc_3><loc_4><loc_5><loc_6><loc_7><loc_8>", null)]
    [InlineData("", null)]
    public void Parse_Quadrilaterals_WordsBeforeEightLocationsOnOneLine(string text, string? label)
    {
        IReadOnlyList<LocatedText> found = LocatedTextParser.Parse(RegionForm.Quadrilaterals, text, 100, 100, Unnamed);

        Assert.Equal(label is null ? [] : [label], found.Select(located => located.Label));
    }

    [Fact]
    public void ToRegion_Outlines_BoxAroundThem()
    {
        LocatedText located = Assert.Single(LocatedTextParser.Parse(
            RegionForm.Polygons, "<loc_100><loc_200><loc_300><loc_200><loc_300><loc_400><sep><loc_0><loc_0><loc_1><loc_999>", 1000, 1000, Unnamed));

        DetectedRegion region = located.ToRegion()!;

        Assert.Equal(new ImageBox(0, 0, 300, 999), region.Box);
        Assert.Equal(3, Assert.Single(region.Polygons).Count);
        Assert.Null(region.Score);
    }

    [Fact]
    public void ToRegion_OutlineWithoutPoints_None() => Assert.Null(new LocatedText("", null, [[]]).ToRegion());

    [Fact]
    public void Parse_LongTextWithoutPlaces_TakesNoTime()
    {
        string text = new('a', 20_000);
        foreach (RegionForm form in Enum.GetValues<RegionForm>())
        {
            Assert.Empty(LocatedTextParser.Parse(form, text, 100, 100, Unnamed));
        }
    }
}
