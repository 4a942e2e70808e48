using System.Runtime.CompilerServices;

namespace Vlm.Imaging.Video;

/// <summary>The frames of a video file, by ffmpeg.</summary>
internal sealed class FfmpegFrameSource(string path, VideoOptions options) : IFrameSource
{
    private readonly FfmpegProgram _program = FfmpegProgram.Find(options.FfmpegPath, path);
    private bool _restarted;

    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        FfmpegRun run = FfmpegRun.Start(_program, FfmpegArguments.Count(_program, path, options), FrameRule.None, path, options);
        await using (run.ConfigureAwait(false))
        {
            using CancellationTokenRegistration ending = cancellationToken.Register(run.Kill);
            int exitCode = await run.EndAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            VideoFault.ThrowIfFailed(run, exitCode, path, options);
            _restarted = run.Log.Restarted;
            return run.Log.Frames;
        }
    }

    public async IAsyncEnumerable<VideoFrame> ReadAsync(FrameRule rule, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        rule = _restarted ? rule.ByOwnCount() : rule;
        FfmpegRun run = FfmpegRun.Start(_program, FfmpegArguments.Frames(_program, path, options, rule), rule, path, options);
        await using (run.ConfigureAwait(false))
        {
            using CancellationTokenRegistration ending = cancellationToken.Register(run.Kill);
            while (await NextAsync(run).ConfigureAwait(false) is { } frame)
            {
                yield return frame;
            }

            cancellationToken.ThrowIfCancellationRequested();
            int exitCode = await run.EndAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            VideoFault.ThrowIfFailed(run, exitCode, path, options);
        }
    }

    private async ValueTask<VideoFrame?> NextAsync(FfmpegRun run)
    {
        if (await run.NextAsync().ConfigureAwait(false) is not { } info)
        {
            return null;
        }

        VideoFault.ThrowIfTooLarge(info.Width, info.Height, path, options.Limits);
        PooledBytes pixels = new(info.Width * info.Height * 3);
        if (!await run.FillAsync(pixels.Memory).ConfigureAwait(false))
        {
            pixels.Dispose();
            return null;
        }

        return new VideoFrame(new RgbImage(pixels.Memory, info.Width, info.Height, owner: pixels), info.Index, info.Time, info.IsKeyFrame);
    }
}
