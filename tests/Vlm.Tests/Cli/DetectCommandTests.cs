using System.Text.Json;
using Vlm.Cli;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Cli;

/// <summary><c>vlm detect</c> and <c>vlm inspect model</c> on tiny models.</summary>
public sealed class DetectCommandTests
{
    private static string Picture => ModelsFolder.Find("tiny", "owlvit", "golden", "images", "shapes.png");

    [Fact]
    public async Task Detect_Json_HasTheContractsNames()
    {
        JsonElement golden = GoldenJson.Read(ModelsFolder.Find("tiny", "owlvit", "golden", "cases.json"));
        JsonElement example = golden.GetProperty("post_process_object_detection")[0];
        string labels = string.Join(',', golden.Strings("queries"));

        (int code, string output, string error) = await RunAsync("owlvit", "detect", Picture, "--labels", labels, "--threshold", example.Double("threshold").ToString("R"), "--json");

        Assert.Equal((0, ""), (code, error));
        JsonElement row = Assert.Single(JsonDocument.Parse(output).RootElement.EnumerateArray().ToArray());
        Assert.Equal(["image", "regions"], row.EnumerateObject().Select(p => p.Name));
        JsonElement[] regions = [.. row.GetProperty("regions").EnumerateArray()];
        Assert.Equal(example.Doubles("scores").OrderDescending().Select(score => (float)score), regions.Select(region => (float)Math.Round(region.Double("score"), 6)), (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.All(regions, region => Assert.Equal(["label", "score", "box"], region.EnumerateObject().Select(p => p.Name)));
        Assert.All(regions, region => Assert.Equal(4, region.GetProperty("box").GetArrayLength()));
    }

    [Fact]
    public async Task Detect_Text_PrintsALineARegion()
    {
        (int code, string output, _) = await RunAsync("owlvit", "detect", Picture, "--labels", "a photo of a dog", "--threshold", "0");
        Assert.Equal(0, code);
        Assert.StartsWith($"{Picture}:", output, StringComparison.Ordinal);
        Assert.Equal(37, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("  a photo of a dog ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "must be told what to look for", "owlvit", "detect")]
    [InlineData(1, "finds no regions", "clip", "detect", "--labels", "dog")]
    [InlineData(2, "expected a number from 0 to 1", "owlvit", "detect", "--labels", "dog", "--threshold", "1.5")]
    public async Task Detect_WrongUse_SaysWhatToDo(int expected, string message, string family, params string[] args)
    {
        (int code, string output, string error) = await RunAsync(family, [args[0], Picture, .. args[1..]]);
        Assert.Equal((expected, ""), (code, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Precision_ThatTheFolderLacks_IsToldOnStandardError()
    {
        (int code, _, string error) = await RunAsync("owlvit", "detect", Picture, "--labels", "dog", "--precision", "q4,fp32", "--json");
        Assert.Equal(0, code);
        Assert.Contains("warning: ", error, StringComparison.Ordinal);
        Assert.Contains("no model of Q4", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InspectModel_Text_HasEveryPart()
    {
        (int code, string output, string error) = await RunAsync("clip", "inspect", "model", "--precision", "fp16");
        Assert.Equal((0, ""), (code, error));
        foreach (string part in (string[])
        [
            "family: CLIP", "tasks: embedImages, embedTexts, score", "session vision_model: float16, float32, q4, quantized; opened from onnx/vision_model_fp16.onnx",
            "batch_size,num_channels,height,width", "tokenizer tokenizer.json: 900 tokens, at most 24", "preprocessing preprocessor_config.json: CLIPFeatureExtractor",
        ])
        {
            Assert.Contains(part, output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task InspectModel_Json_NamesPrecisionsSizesAndWhatWasOpened()
    {
        (_, string output, _) = await RunAsync("clip", "inspect", "model", "--json");
        JsonElement[] sessions = [.. JsonDocument.Parse(output).RootElement.GetProperty("sessions").EnumerateArray()];
        JsonElement vision = sessions.Single(session => session.Text("file") == "onnx/vision_model.onnx");
        Assert.Equal(("vision_model", "float32", true), (vision.Text("name"), vision.Text("precision"), vision.GetProperty("opened").GetBoolean()));
        Assert.Equal(["batch_size", "", "", ""], vision.GetProperty("inputs")[0].Strings("dimensions"));
        Assert.Equal(2, sessions.Count(session => session.GetProperty("opened").GetBoolean()));
    }

    [Fact]
    public async Task InspectModel_FileThatDoesNotRun_IsToldAndTheOthersAreShown()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["onnx"]);
        foreach (string file in Directory.GetFiles(ModelsFolder.Find("tiny", "owlvit"), "*.json"))
        {
            File.Copy(file, folder[Path.GetFileName(file)]);
        }

        File.Copy(ModelsFolder.Find("tiny", "owlvit", "onnx", "model.onnx"), folder["onnx/model.onnx"]);
        Onnx.TinyOnnx.WriteUnknownOperator(folder["onnx/model_q4f16.onnx"]);

        (int code, string output, _) = await RunInAsync(folder.Path, "inspect", "model");

        Assert.Equal(0, code);
        Assert.Contains("onnx/model_q4f16.onnx cannot be opened", output, StringComparison.Ordinal);
        Assert.Contains("pred_boxes", output, StringComparison.Ordinal);
    }

    private static Task<(int Code, string Out, string Error)> RunAsync(string family, params string[] args) => RunInAsync(ModelsFolder.Find("tiny", family), args);

    private static async Task<(int Code, string Out, string Error)> RunInAsync(string folder, params string[] args)
    {
        using StringWriter output = new(), error = new();
        CommandEnvironment environment = new()
        {
            Out = output,
            Error = error,
            OutIsTerminal = false,
            ErrorIsTerminal = false,
            LoadModel = (path, options) => VisionLanguageModel.Load(path!, options),
        };
        int code = await CommandLine.RunAsync([.. args, "--model", folder], environment, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
