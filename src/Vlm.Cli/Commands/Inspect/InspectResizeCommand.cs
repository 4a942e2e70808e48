using System.CommandLine;
using Vlm.Cli.Input;

namespace Vlm.Cli.Commands.Inspect;

/// <summary><c>vlm inspect resize</c>: Pillow's resize.</summary>
internal static class InspectResizeCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> image = new("IMAGE") { Description = "A picture file." };
        Option<int?> width = Required(CountOption.Create("--width", "Columns of the result."));
        Option<int?> height = Required(CountOption.Create("--height", "Rows of the result."));
        Option<ResizeFilter> filter = new("--filter") { Description = "Default bicubic.", DefaultValueFactory = _ => ResizeFilter.Bicubic };
        Option<string> output = new("--out", "-o") { Description = "The PNG file to write.", HelpName = "FILE", Required = true };
        Option<double[]?> box = new("--box")
        {
            Description = "The part of the picture to resize, in pixels; fractions are allowed.",
            HelpName = "x0,y0,x1,y1",
            CustomParser = result => Numbers.Four(result, "--box"),
        };
        Option<double?> reducingGap = new("--reducing-gap") { Description = "Averages whole blocks first, down to G times the size.", HelpName = "G" };
        Option<int> pillow = new("--pillow") { Description = "Whose order of the two passes: 13 (default) or 12.", DefaultValueFactory = _ => 13 };
        pillow.AcceptOnlyFromAmong("13", "12");

        Command command = new("resize", "Resizes a picture as Pillow does.") { image, width, height, filter, output, box, reducingGap, pillow };
        CommandRun.SetBody(command, environment, (run, parsed) =>
        {
            string file = parsed.GetRequiredValue(output);
            ImageResizeOptions options = new()
            {
                Width = parsed.GetValue(width)!.Value,
                Height = parsed.GetValue(height)!.Value,
                Filter = parsed.GetValue(filter),
                Box = parsed.GetValue(box) is { Length: 4 } corners ? corners : null,
                ReducingGap = parsed.GetValue(reducingGap),
                PillowPassOrder = parsed.GetValue(pillow),
            };
            run.CancellationToken.ThrowIfCancellationRequested();
            ImageResizer.ResizeFile(parsed.GetRequiredValue(image), file, options);
            if (!run.Json)
            {
                run.Out.WriteLine($"{file}: {options.Width}x{options.Height}");
                return Task.CompletedTask;
            }

            run.WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteString("out", file);
                json.WriteNumber("width", options.Width);
                json.WriteNumber("height", options.Height);
                json.WriteEndObject();
            });
            return Task.CompletedTask;
        });
        return command;
    }

    private static Option<int?> Required(Option<int?> option)
    {
        option.Required = true;
        return option;
    }
}
