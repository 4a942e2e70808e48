using System.Diagnostics;

namespace Vlm.Tests.Imaging.Video;

/// <summary>What a reader leaves behind: no process, no thread, no memory.</summary>
[Collection(Alone.Name)]
public sealed class VideoProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ReadFrames_Cancelled_EndsTheProgramWithin100Milliseconds()
    {
        string film = await RepeatAsync(times: 30);
        await CountAsync(film, take: 1);
        List<long> milliseconds = [];
        foreach (VideoSampling sampling in new[] { VideoSampling.All, VideoSampling.EveryNth(10_000), VideoSampling.EvenlySpread(2) })
        {
            using CancellationTokenSource source = new();
            int before = Children();
            Task reading = Task.Run(
                async () =>
                {
                    await foreach (VideoFrame frame in VideoReader.ReadFramesAsync(film, new VideoOptions { Sampling = sampling }, source.Token))
                    {
                        frame.Dispose();
                    }
                },
                CancellationToken.None);
            await Task.Delay(300, TestContext.Current.CancellationToken);
            Assert.Equal(before + 1, Children());
            Stopwatch watch = Stopwatch.StartNew();
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
            milliseconds.Add(watch.ElapsedMilliseconds);
            Assert.Equal(before, Children());
        }

        // A neighbour on the same cores may delay one of them.
        Assert.InRange(milliseconds.Order().ElementAt(1), 0, 100);
        Assert.InRange(milliseconds.Max(), 0, 1_000);
    }

    [Fact]
    public async Task ReadFrames_LoopLeftEarly_EndsTheProgram()
    {
        string film = await RepeatAsync(times: 30);
        await CountAsync(film, take: 1);
        int children = Children();
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(2, await CountAsync(film, take: 2));
            Assert.Equal(children, Children());
        }

        // A reader left behind would have work waiting for as long as the film lasts, and would hold a thread each.
        ThreadPool.GetMaxThreads(out int most, out _);
        SpinWait.SpinUntil(() => ThreadPool.PendingWorkItemCount == 0 && Busy(most) <= 2, TimeSpan.FromSeconds(10));
        Assert.Equal(0, ThreadPool.PendingWorkItemCount);
        Assert.InRange(Busy(most), 0, 2);
    }

    [Fact]
    public async Task ReadFrames_LongFilm_TakesTheMemoryOfAFewFrames()
    {
        string film = await RepeatAsync(times: 4);
        const long frameBytes = 1280 * 720 * 3;
        await CountAsync(film, take: 50);
        GC.Collect();
        long allocated = GC.GetTotalAllocatedBytes(true);
        long resident = Resident(), most = resident;
        int count = 0;
        await foreach (VideoFrame frame in VideoReader.ReadFramesAsync(film))
        {
            frame.Dispose();
            if (++count % 50 == 0)
            {
                most = Math.Max(most, Resident());
            }
        }

        Assert.Equal(4 * 132, count);
        Assert.InRange(GC.GetTotalAllocatedBytes(true) - allocated, 0, (4 * frameBytes) + (2_000L * count));
        Assert.InRange(most - resident, long.MinValue, 20 * frameBytes);
    }

    [Fact]
    public async Task ReadFrames_SilentProgram_IsEndedWhenPatienceIsOver()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in is a shell script.");
        string silent = _folder.Write("ffmpeg", "#!/bin/sh\nif [ \"$1\" = -version ]; then echo ffmpeg version 7.0 x; exit; fi\nexec sleep 60\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(silent, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        VideoOptions options = new() { FfmpegPath = silent, Patience = TimeSpan.FromMilliseconds(300) };
        Stopwatch watch = Stopwatch.StartNew();
        VideoDecodeException error = await Assert.ThrowsAsync<VideoDecodeException>(async () =>
        {
            await foreach (VideoFrame frame in VideoReader.ReadFramesAsync(GoldenVideo.PathOf("scenes.mp4"), options))
            {
                frame.Dispose();
            }
        });
        Assert.Equal(VideoDecodeReason.TimedOut, error.Reason);
        Assert.InRange(watch.ElapsedMilliseconds, 250, 3_000);
    }

    /// <summary>Threads of the pool that run something; those that wait for work do not count.</summary>
    private static int Busy(int most)
    {
        ThreadPool.GetAvailableThreads(out int available, out _);
        return most - available;
    }

    private static async Task<int> CountAsync(string film, int take)
    {
        int count = 0;
        await foreach (VideoFrame frame in VideoReader.ReadFramesAsync(film))
        {
            frame.Dispose();
            if (++count == take)
            {
                break;
            }
        }

        return count;
    }

    /// <summary>The sample film of 132 frames of 1280x720, several times over.</summary>
    private async Task<string> RepeatAsync(int times)
    {
        string path = _folder["film.mkv"];
        string[] arguments = ["-v", "error", "-nostdin", "-stream_loop", $"{times - 1}", "-i", GoldenVideo.PathOf("bigbuckbunny.mp4"), "-map", "0:v", "-c", "copy", path];
        using Process process = Process.Start(new ProcessStartInfo("ffmpeg", arguments))!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return path;
    }

    /// <summary>Processes whose parent this one is, the dead that nobody has asked after included.</summary>
    private static int Children()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are counted in /proc.");
        string parent = $"PPid:\t{Environment.ProcessId}";
        return Directory.EnumerateDirectories("/proc")
            .Select(folder => Path.Combine(folder, "status"))
            .Count(file => int.TryParse(Path.GetFileName(Path.GetDirectoryName(file)), out _) && Lines(file).Contains(parent));
    }

    private static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (IOException)
        {
            // The process ended meanwhile.
            return [];
        }
    }

    private static long Resident()
    {
        using Process self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }
}
