using System.CommandLine;
using Vlm.Cli.Output;

namespace Vlm.Cli.Commands;

/// <summary><c>vlm score</c>: how well a picture and a text fit.</summary>
internal static class ScoreCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> image = new("IMAGE") { Description = "A picture file." };
        Argument<string> text = new("TEXT") { Description = "A text." };
        Command command = new("score", "Says how well a picture and a text fit.") { image, text };
        CommandRun.SetBody(command, environment, (run, parsed) => ScoreAsync(run, parsed.GetRequiredValue(image), parsed.GetRequiredValue(text)));
        return command;
    }

    private static async Task ScoreAsync(CommandRun run, string image, string text)
    {
        using IVisionLanguageModel model = await run.LoadModelAsync().ConfigureAwait(false);
        ImageTextScore score;
        float? probability;
        try
        {
            score = await model.ScoreAsync(ImageInput.FromFile(image), text, cancellationToken: run.CancellationToken).ConfigureAwait(false);

            // Among one text a softmax gives 1, whatever the text says.
            probability = model.GetService<IRetrievalHead>() is { Normalization: ScoreNormalization.Softmax } ? null : score.Probability;
        }
        catch (ImageDecodeException e)
        {
            run.Fail(PictureError.Of(e));
            return;
        }

        if (!run.Json)
        {
            await run.Out.WriteLineAsync($"cosine {score.Cosine:0.0000}{(probability is { } p ? $", probability {p:0.0000}" : "")}").ConfigureAwait(false);
            return;
        }

        run.WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteFinite("cosine", score.Cosine);
            if (probability is not null)
            {
                json.WriteFinite("probability", probability);
            }

            json.WriteEndObject();
        });
    }
}
