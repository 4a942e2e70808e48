using System.Text.Json;
using Vlm.Tests.Goldens;
using Vlm.Tests.Preprocessing;

namespace Vlm.Tests.Cli;

/// <summary><c>vlm inspect pixels</c> laid beside Python's tensors.</summary>
public sealed class InspectPixelsGoldenTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Processors => [.. ProcessorCase.All(ProcessorRules.V5).Select(c => c.Processor).Distinct()];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Processors))]
    public async Task Pixels_EveryCaseUnderBothRules_EqualsReference(string processor)
    {
        foreach (ProcessorRules rules in Enum.GetValues<ProcessorRules>())
        {
            foreach ((_, string name) in ProcessorCase.All(rules).Where(c => c.Processor == processor))
            {
                ProcessorCase golden = new(processor, name, rules);
                string output = _folder["pixels.safetensors"];
                CommandResult result = await CommandResult.RunAsync(
                [
                    "inspect", "pixels", .. golden.Inputs, "--out", output, "--processor", Path.Combine(golden.Folder, "preprocessor_config.json"),
                    "--alpha", golden.Alpha == AlphaHandling.Drop ? "drop" : "white", "--rules", rules == ProcessorRules.V4 ? "4" : "5", "--json",
                ]);

                Assert.Equal("", result.Error);
                Check(golden, SafetensorsFile.Read(output), result.Json.GetProperty("tensors"));
            }
        }

        Assert.Equal([_folder["pixels.safetensors"]], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Pixels_NoRules_AreThoseOfVersion5()
    {
        ProcessorCase golden = new("donut", "rgb_333x217", ProcessorRules.V5);
        await CommandResult.RunAsync(["inspect", "pixels", .. golden.Inputs, "--out", _folder["p.safetensors"], "--processor", golden.Folder]);
        (SafetensorsFile file, string name) = golden.Expected("pixel_values");
        Closeness.Within(file.Floats(name), SafetensorsFile.Read(_folder["p.safetensors"]).Floats("pixel_values"), golden.Tolerance);
    }

    [Fact]
    public async Task Pixels_Tiles_TellTheGrid()
    {
        ProcessorCase golden = new("smolvlm", "batch_two", ProcessorRules.V5);
        CommandResult result = await CommandResult.RunAsync(["inspect", "pixels", .. golden.Inputs, "--out", _folder["p.safetensors"], "--processor", golden.Folder, "--json"]);
        JsonElement.ArrayEnumerator grids = result.Json.GetProperty("grids").EnumerateArray();
        Assert.Equal([(3, 4), (4, 4)], grids.Select(grid => (grid.GetProperty("rows").GetInt32(), grid.GetProperty("columns").GetInt32())));
    }

    private static void Check(ProcessorCase golden, SafetensorsFile written, JsonElement shapes)
    {
        Assert.Equal(golden.Tensors.Order(StringComparer.Ordinal), written.Names.Order(StringComparer.Ordinal));
        foreach (string tensor in golden.Tensors)
        {
            (SafetensorsFile file, string name) = golden.Expected(tensor);
            Assert.Equal(file.Shape(name), shapes.GetProperty(tensor).EnumerateArray().Select(d => d.GetInt64()));
            Assert.Equal(file.Shape(name), written.Shape(tensor));
            Assert.Equal(file.Dtype(name), written.Dtype(tensor));
            if (file.Dtype(name) == "F32")
            {
                Closeness.Within(file.Floats(name), written.Floats(tensor), golden.Tolerance);
            }
            else
            {
                Assert.Equal(file.Bytes(name), written.Bytes(tensor));
            }
        }
    }
}
