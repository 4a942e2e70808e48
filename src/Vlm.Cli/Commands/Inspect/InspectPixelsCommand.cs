using System.CommandLine;
using System.Text.Json;
using Vlm.Cli.Input;
using Vlm.Cli.Output;

namespace Vlm.Cli.Commands.Inspect;

/// <summary><c>vlm inspect pixels</c>: exactly what the image processor feeds the model; all pictures are one batch.</summary>
internal static class InspectPixelsCommand
{
    private static readonly string[] ProcessorFiles = ["preprocessor_config.json", "processor_config.json"];

    public static Command Create(CommandEnvironment environment)
    {
        Argument<string[]> images = PictureArgument.OneOrMore();
        Option<string> output = new("--out", "-o") { Description = "The safetensors file to write.", HelpName = "FILE", Required = true };
        Option<string?> processor = new("--processor") { Description = "A preprocessor_config.json, or its folder. Default: the model's own.", HelpName = "FILE" };
        Option<AlphaHandling> alpha = new("--alpha") { Description = "What becomes of transparency. Default drop.", DefaultValueFactory = _ => AlphaHandling.Drop };
        alpha.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, "drop", "white");
        Option<int?> rules = new("--rules") { Description = "Whose rules, of transformers 5 or 4. Default 5 with --processor, otherwise the model's own." };
        rules.AcceptOnlyFromAmong("5", "4");
        Command command = new("pixels", "Shows what the image processor makes of pictures.") { images, output, processor, alpha, rules };
        CommandRun.SetBody(command, environment, (run, parsed) => WriteAsync(
            run, PicturePaths.Expand(run, parsed.GetRequiredValue(images)), parsed.GetRequiredValue(output), parsed.GetValue(processor), parsed.GetValue(alpha),
            parsed.GetValue(rules) switch { 4 => ProcessorRules.V4, 5 => ProcessorRules.V5, _ => null }));
        return command;
    }

    private static async Task WriteAsync(CommandRun run, IReadOnlyList<string> paths, string output, string? config, AlphaHandling alpha, ProcessorRules? rules)
    {
        if (paths.Count == 0)
        {
            return;
        }

        (IImageProcessor processor, IDisposable? owner) = await ProcessorAsync(run, config, rules).ConfigureAwait(false);
        using (owner)
        {
            List<RgbImage> images = [];
            try
            {
                // A processor from a file lays the picture on white itself, when its rules say so.
                ImageDecodeOptions options = new() { Alpha = owner is null && alpha == AlphaHandling.White ? AlphaHandling.Keep : alpha };
                foreach (string path in paths)
                {
                    images.Add(ImageDecoder.Default.Decode(ImageInput.FromFile(path), options, run.CancellationToken));
                }

                using PixelValues pixels = Process(processor, images, paths, run.CancellationToken);
                SafetensorsFile.Write(output, pixels.Tensors);
                Report(run, output, pixels);
            }
            finally
            {
                images.ForEach(image => image.Dispose());
            }
        }
    }

    private static PixelValues Process(IImageProcessor processor, List<RgbImage> images, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        try
        {
            return processor.Process(images, cancellationToken);
        }
        catch (InvalidInputException e) when (e.Index is not null || paths.Count == 1)
        {
            throw new InvalidInputException($"{paths[e.Index ?? 0]}: {e.Message}");
        }
    }

    // A folder's processor needs no session; that of a composed model is known only to the model.
    private static async Task<(IImageProcessor Processor, IDisposable? Owner)> ProcessorAsync(CommandRun run, string? config, ProcessorRules? rules)
    {
        if (config is not null)
        {
            return (ImageProcessor.Load(config, rules ?? ProcessorRules.V5), null);
        }

        if (run.Model is { } folder && ProcessorFiles.Any(file => File.Exists(Path.Combine(folder, file))))
        {
            return (ImageProcessor.Load(folder, rules), null);
        }

        IVisionLanguageModel model = await run.LoadModelAsync().ConfigureAwait(false);
        return model.GetService<IImageProcessor>() is { } processor
            ? (processor, model)
            : throw new NotSupportedException($"The model {model.Info.Name} has no image processor to show; pass a preprocessor_config.json with --processor.");
    }

    private static void Report(CommandRun run, string output, PixelValues pixels)
    {
        if (!run.Json)
        {
            foreach ((string name, TensorBuffer tensor) in pixels.Tensors)
            {
                run.Out.WriteLine($"{output}: {name} {tensor}");
            }

            return;
        }

        run.WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("tensors");
            foreach ((string name, TensorBuffer tensor) in pixels.Tensors)
            {
                json.WriteStartArray(name);
                foreach (long dimension in tensor.Shape)
                {
                    json.WriteNumberValue(dimension);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
            if (pixels.Grids.Count > 0)
            {
                WriteGrids(json, pixels.Grids);
            }

            json.WriteEndObject();
        });
    }

    // What Python gives as lists beside the tensors: how each picture was divided.
    private static void WriteGrids(Utf8JsonWriter json, IReadOnlyList<ImageGrid> grids)
    {
        json.WriteStartArray("grids");
        foreach (ImageGrid grid in grids)
        {
            json.WriteStartObject();
            json.WriteNumber("rows", grid.Rows);
            json.WriteNumber("columns", grid.Columns);
            json.WriteNumber("height", grid.Height);
            json.WriteNumber("width", grid.Width);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
