using System.Text.Json;
using Vlm.Folders;
using Vlm.Preprocessing.Framing;
using Vlm.Preprocessing.Recipes;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Preprocessing;

/// <summary>40 picture sizes under 17 published settings: resized sides, grids and tile counts, exactly.</summary>
public sealed class SizeGoldenTests
{
    private static readonly JsonElement Rules = JsonDocument.Parse(File.ReadAllBytes(GoldenFolder.Path("processors", "sizes.json"))).RootElement.GetProperty("rules");

    // The published settings that the file's rules name, and what of the plan they tell.
    private static readonly Dictionary<string, (string Settings, Func<FrameList, int[]> Result)> Settings = new()
    {
        ["clip_224"] = ("""{"image_processor_type":"CLIPImageProcessor","size":{"shortest_edge":224}}""", Sides),
        ["detr_800_1333"] = ("""{"image_processor_type":"DetrImageProcessor","size":{"shortest_edge":800,"longest_edge":1333}}""", Sides),
        ["qwen2_vl"] = ("""{"image_processor_type":"Qwen2VLImageProcessor","min_pixels":3136,"max_pixels":12845056}""", Sides),
        ["qwen2_vl_1280_tokens"] = ("""{"image_processor_type":"Qwen2VLImageProcessor","min_pixels":200704,"max_pixels":1003520}""", Sides),
        ["qwen3_vl"] = ("""{"image_processor_type":"Qwen2VLImageProcessorFast","patch_size":16,"size":{"shortest_edge":65536,"longest_edge":16777216}}""", Sides),
        ["glm46v"] = ("""{"image_processor_type":"Glm46VImageProcessor","size":{"shortest_edge":12544,"longest_edge":47040000}}""", Sides),
        ["pixtral_1024_16"] = ("""{"image_processor_type":"PixtralImageProcessor","size":{"longest_edge":1024},"patch_size":16}""", Sides),
        ["smolvlm_2048_512"] = ("""{"image_processor_type":"SmolVLMImageProcessor","size":{"longest_edge":2048},"max_image_size":{"longest_edge":512}}""", FramesAndGrid),
        ["smolvlm_1536_384"] = ("""{"image_processor_type":"SmolVLMImageProcessor","size":{"longest_edge":1536},"max_image_size":{"longest_edge":384}}""", FramesAndGrid),
        ["idefics3_1456_364"] = ("""{"image_processor_type":"Idefics3ImageProcessor","size":{"longest_edge":1456},"max_image_size":{"longest_edge":364}}""", FramesAndGrid),
        ["llava_next_336"] = ("""{"image_processor_type":"LlavaNextImageProcessor","size":{"shortest_edge":336},"crop_size":336}""", plan => Canvas(plan, 336)),
        ["llava_onevision_384"] = ("""{"image_processor_type":"LlavaOnevisionImageProcessor","size":{"height":384,"width":384}}""", plan => Canvas(plan, 384)),
        ["internvl_448_12"] = ("""{"image_processor_type":"GotOcr2ImageProcessor","size":{"height":448,"width":448},"crop_to_patches":true}""", plan => [plan.Pictures[0].Columns, plan.Pictures[0].Rows]),
        ["siglip2_naflex_16_256"] = ("""{"image_processor_type":"Siglip2ImageProcessor"}""", Sides),
        ["gemma4_280"] = ("""{"image_processor_type":"Gemma4ImageProcessor"}""", Sides),
        ["gemma3_pan_and_scan"] = ("""{"image_processor_type":"Gemma3ImageProcessor","do_pan_and_scan":true}""", plan => [plan.Frames.Length - 1]),
        ["lfm2_vl"] = ("""{"image_processor_type":"Lfm2VlImageProcessor"}""", plan => [.. Sides(plan), plan.Pictures[0].Rows, plan.Pictures[0].Columns]),
    };

    public static TheoryData<string> Names => [.. Rules.EnumerateObject().Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Plan_PublishedSettings_GivesPythonsSizes(string rule)
    {
        (string settings, Func<FrameList, int[]> result) = Settings[rule];
        IFraming framing = FramingOf(settings);
        List<string> wrong = [];
        foreach (JsonElement entry in Rules.GetProperty(rule).GetProperty("cases").EnumerateArray())
        {
            (int width, int height) = (entry.GetProperty("width").GetInt32(), entry.GetProperty("height").GetInt32());
            string expected = Text(entry.GetProperty("result"));
            string actual = Plan(framing, width, height, result);
            if (expected != actual)
            {
                wrong.Add($"{width}x{height}: expected {expected}, found {actual}");
            }
        }

        Assert.Empty(wrong);
    }

    private static string Text(JsonElement result) => result.ValueKind switch
    {
        JsonValueKind.Number => result.GetRawText(),
        JsonValueKind.Array => string.Join(' ', result.EnumerateArray()),
        _ => "refused",
    };

    private static string Plan(IFraming framing, int width, int height, Func<FrameList, int[]> result)
    {
        FrameList frames = new();
        frames.Begin(width, height);
        try
        {
            framing.Plan(width, height, frames);
            return string.Join(' ', result(frames));
        }
        catch (InvalidInputException)
        {
            return "refused";
        }
    }

    private static IFraming FramingOf(string settings)
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "preprocessor_config.json");
        File.WriteAllText(path, settings);
        ImageProcessorConfig file = ImageProcessorConfig.Read(path);
        ProcessorRecipe recipe = KnownProcessors.Of(file);
        return recipe.Compose(new ProcessorSettings(file, recipe.Defaults, ProcessorRules.V5)).Framing;
    }

    private static int[] Sides(FrameList plan) => [plan.Pictures[0].Height, plan.Pictures[0].Width];

    private static int[] FramesAndGrid(FrameList plan) => [plan.Frames.Length, plan.Pictures[0].Rows, plan.Pictures[0].Columns];

    private static int[] Canvas(FrameList plan, int tile) => [plan.Pictures[0].Rows * tile, plan.Pictures[0].Columns * tile];
}
