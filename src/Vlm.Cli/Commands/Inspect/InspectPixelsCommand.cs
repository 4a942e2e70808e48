using System.CommandLine;
using Vlm.Cli.Input;
using Vlm.Cli.Output;

namespace Vlm.Cli.Commands.Inspect;

/// <summary><c>vlm inspect pixels</c>: exactly what the image processor feeds the model; all pictures are one batch.</summary>
internal static class InspectPixelsCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string[]> images = PictureArgument.OneOrMore();
        Option<string> output = new("--out", "-o") { Description = "The safetensors file to write.", HelpName = "FILE", Required = true };
        Option<string?> processor = new("--processor") { Description = "A preprocessor_config.json, or its folder. Default: the model's own.", HelpName = "FILE" };
        Option<AlphaHandling> alpha = new("--alpha") { Description = "What becomes of transparency. Default drop.", DefaultValueFactory = _ => AlphaHandling.Drop };
        Option<int> rules = new("--rules")
        {
            Description = "Whose rules, transformers 5 (default) or 4. Those of the processors read so far differ in transparency only, which --alpha decides.",
            DefaultValueFactory = _ => 5,
        };
        rules.AcceptOnlyFromAmong("5", "4");
        Command command = new("pixels", "Shows what the image processor makes of pictures.") { images, output, processor, alpha, rules };
        CommandRun.SetBody(command, environment, (run, parsed) => WriteAsync(
            run, PicturePaths.Expand(run, parsed.GetRequiredValue(images)), parsed.GetRequiredValue(output), parsed.GetValue(processor), parsed.GetValue(alpha)));
        return command;
    }

    private static async Task WriteAsync(CommandRun run, IReadOnlyList<string> paths, string output, string? config, AlphaHandling alpha)
    {
        if (paths.Count == 0)
        {
            return;
        }

        (IImageProcessor processor, IDisposable? owner) = await ProcessorAsync(run, config).ConfigureAwait(false);
        using (owner)
        {
            List<RgbImage> images = [];
            try
            {
                foreach (string path in paths)
                {
                    images.Add(ImageDecoder.Default.Decode(ImageInput.FromFile(path), new ImageDecodeOptions { Alpha = alpha }, run.CancellationToken));
                }

                using PixelValues pixels = processor.Process(images, run.CancellationToken);
                SafetensorsFile.Write(output, pixels.Tensors);
                Report(run, output, pixels);
            }
            finally
            {
                images.ForEach(image => image.Dispose());
            }
        }
    }

    // A folder's processor needs no session; that of a composed model is known only to the model.
    private static async Task<(IImageProcessor Processor, IDisposable? Owner)> ProcessorAsync(CommandRun run, string? config)
    {
        if (config is not null)
        {
            return (ImageProcessor.Load(config), null);
        }

        if (run.Model is { } folder && File.Exists(Path.Combine(folder, "preprocessor_config.json")))
        {
            return (ImageProcessor.Load(folder), null);
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
            json.WriteEndObject();
        });
    }
}
