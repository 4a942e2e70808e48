using System.CommandLine;
using System.Diagnostics;
using Vlm.Cli.Input;
using Vlm.Cli.Output;

namespace Vlm.Cli.Commands;

/// <summary><c>vlm caption</c>: pictures and the frames of videos in words, with the image encoder's own classes beside them.</summary>
internal static class CaptionCommand
{
    private const int Group = 8;

    public static Command Create(CommandEnvironment environment)
    {
        Argument<string[]> images = PictureArgument.OneOrMore("Pictures and videos: files, folders (their pictures) or globs.");
        Option<int?> beams = CountOption.Create("--beams", "Beams of the search; 1 is greedy. Default: the model's own.");
        Option<float?> rerank = RerankOption.Create();
        Option<int?> maxTokens = CountOption.Create("--max-tokens", "The greatest number of tokens. Default: the model's own.");
        Option<string?> prompt = new("--prompt") { Description = "What the model is asked for, in its own terms: words to go on from, a task such as <OD> or <s_cord-v2>. Default: its own caption prompt.", HelpName = "TEXT" };
        Option<VideoSampling?> every = EveryOption.Create();
        Command command = new("caption", "Describes pictures and videos in words.") { images, beams, rerank, maxTokens, prompt, every };
        CommandRun.SetBody(command, environment, (run, parsed) => CaptionAsync(
            run,
            PicturePaths.Expand(run, parsed.GetRequiredValue(images), withVideos: true),
            parsed.GetValue(every),
            new GenerationOptions { NumBeams = parsed.GetValue(beams), RerankWeight = parsed.GetValue(rerank), MaxNewTokens = parsed.GetValue(maxTokens), Prompt = parsed.GetValue(prompt), BatchSize = Group, WithConfidence = true }));
        return command;
    }

    private static async Task CaptionAsync(CommandRun run, IReadOnlyList<string> paths, VideoSampling? every, GenerationOptions options)
    {
        if (paths.Count == 0)
        {
            new CaptionOutput(run, null).End();
            return;
        }

        using IVisionLanguageModel model = await run.LoadModelAsync().ConfigureAwait(false);
        CaptionOutput output = new(run, model);
        bool Moves(string path) => VideoFiles.IsVideo(path) || (every is not null && VideoFiles.IsAnimation(path));
        for (int at = 0; at < paths.Count;)
        {
            List<string> pictures = [.. paths.Skip(at).TakeWhile(path => !Moves(path))];
            if (pictures.Count > 0)
            {
                await CaptionPicturesAsync(run, model, pictures, options, output).ConfigureAwait(false);
                at += pictures.Count;
            }
            else
            {
                await CaptionVideoAsync(run, model, paths[at], every ?? VideoSampling.EvenlySpread(1), options, output).ConfigureAwait(false);
                at++;
            }
        }

        output.End();
    }

    private static Task CaptionPicturesAsync(CommandRun run, IVisionLanguageModel model, List<string> paths, GenerationOptions options, CaptionOutput output) =>
        run.WithProgressAsync("Captioning", paths.Count, async progress =>
        {
            await foreach (ItemResult<Caption> item in model.CaptionEachAsync(paths.Select(ImageInput.FromFile), options, run.CancellationToken).ConfigureAwait(false))
            {
                if (item.Value is { } caption)
                {
                    // The timings are the group's.
                    int inGroup = Math.Min(Group, paths.Count - (item.Index / Group * Group));
                    double milliseconds = (caption.Timings?.Total.TotalMilliseconds ?? 0) / inGroup;
                    await output.TakeAsync(paths[item.Index], ImageInput.FromFile(paths[item.Index]), caption, milliseconds).ConfigureAwait(false);
                }
                else
                {
                    run.Fail(PictureError.Of(item.Error!));
                }

                progress.Report(new BatchProgress(item.Index + 1, paths.Count));
            }
        });

    // One frame at a time: each caption is there as soon as its frame is.
    private static async Task CaptionVideoAsync(
        CommandRun run, IVisionLanguageModel model, string path, VideoSampling sampling, GenerationOptions options, CaptionOutput output)
    {
        try
        {
            await foreach (VideoFrame frame in VideoReader.ReadFramesAsync(path, new VideoOptions { Sampling = sampling }, run.CancellationToken).ConfigureAwait(false))
            {
                using (frame)
                {
                    long began = Stopwatch.GetTimestamp();
                    Caption caption = await model.CaptionAsync(frame, options, run.CancellationToken).ConfigureAwait(false);
                    double milliseconds = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                    await output.TakeAsync(path, frame, caption, milliseconds, frame.Time).ConfigureAwait(false);
                }
            }
        }
        catch (VlmException e)
        {
            run.Fail(PictureError.Of(e));
        }
    }
}
