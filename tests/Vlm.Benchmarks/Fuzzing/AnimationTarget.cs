namespace Vlm.Benchmarks.Fuzzing;

/// <summary>Reads the frames of the damaged animations of one format and says how each ended.</summary>
internal sealed class AnimationTarget(string format, string folder, ulong seed) : FuzzTarget
{
    private const long MostFrames = 1000;
    private static readonly ImageLimits Limits = new() { MaxPixels = 1_000_000 };

    // What no longer begins as an animation belongs to ffmpeg, which is not asked here.
    private static readonly VideoOptions All = new() { Limits = Limits, MaxFrames = MostFrames, FfmpegPath = "none" };
    private static readonly VideoOptions Spread = new()
    {
        Limits = Limits,
        MaxFrames = MostFrames,
        FfmpegPath = "none",
        Alpha = AlphaHandling.White,
        Sampling = VideoSampling.EvenlySpread(2),
    };

    private static readonly string[] Names = ["Frames", "NotAnImage", "Unsupported", "Truncated", "Corrupt", "TooLarge", "Unreadable", "ProgramMissing"];

    private readonly Mutator _mutator = ImageCorpus.LoadAnimations(format, folder);
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"vlm-fuzz-{Environment.ProcessId}-{Guid.NewGuid():N}.{format}");

    public override IReadOnlyList<string> Endings => Names;

    public override byte[] File(long index) => _mutator.Make(seed, index);

    public override void Dispose()
    {
        System.IO.File.Delete(_path);
        base.Dispose();
    }

    protected override int Read(byte[] file, long index)
    {
        System.IO.File.WriteAllBytes(_path, file);
        try
        {
            ReadFramesAsync(index % 4 == 0 ? Spread : All).GetAwaiter().GetResult();
            return 0;
        }
        catch (ImageDecodeException e) when (Names.Contains(e.Reason.ToString()))
        {
            return Array.IndexOf(Names, e.Reason.ToString());
        }
        catch (VideoDecodeException e) when (Names.Contains(e.Reason.ToString()))
        {
            return Array.IndexOf(Names, e.Reason.ToString());
        }
    }

    private async Task ReadFramesAsync(VideoOptions options)
    {
        await foreach (VideoFrame frame in VideoReader.ReadFramesAsync(_path, options).ConfigureAwait(false))
        {
            using (frame)
            {
                _ = frame.Image.Row(frame.Image.Height - 1)[^1];
            }
        }
    }
}
