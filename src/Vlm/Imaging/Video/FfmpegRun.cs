using System.ComponentModel;
using System.Diagnostics;
using System.Threading.Channels;

namespace Vlm.Imaging.Video;

/// <summary>One running ffmpeg: its frames, its log, and its end. When it is disposed the process is gone and nothing waits for it any more.</summary>
internal sealed class FfmpegRun : IAsyncDisposable
{
    private const int WatchesPerPatience = 8;

    private readonly Process _process;
    private readonly VideoOptions _options;
    private readonly Lock _gate = new();
    private readonly Channel<FrameInfo> _frames = Channel.CreateUnbounded<FrameInfo>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    private readonly Task _reading;
    private readonly Timer _watch;
    private long _lastSign = Environment.TickCount64;
    private volatile bool _waiting;
    private bool _disposed;

    private FfmpegRun(Process process, FrameRule rule, VideoOptions options)
    {
        _process = process;
        _options = options;
        Log = new FrameLog(rule, info => _frames.Writer.TryWrite(info));
        _reading = ReadLogAsync();
        TimeSpan often = options.Patience / WatchesPerPatience;
        _watch = new Timer(_ => Watch(), null, often, often);
    }

    public FrameLog Log { get; }

    /// <summary>Whether the process was ended because it stayed silent for too long.</summary>
    public bool IsTimedOut { get; private set; }

    /// <summary>Whether the process was ended because it told of too many frames.</summary>
    public bool HasTooManyFrames { get; private set; }

    public static FfmpegRun Start(FfmpegProgram program, IReadOnlyList<string> arguments, FrameRule rule, string video, VideoOptions options)
    {
        ProcessStartInfo start = new(program.Path, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, CreateNoWindow = true };

        // Colours would stand in the log's lines, and a report would be written to a file.
        start.Environment["AV_LOG_FORCE_NOCOLOR"] = "1";
        start.Environment.Remove("AV_LOG_FORCE_COLOR");
        start.Environment.Remove("FFREPORT");
        try
        {
            Process process = Process.Start(start)!;
            process.StandardInput.Close();
            return new FfmpegRun(process, rule, options);
        }
        catch (Win32Exception e)
        {
            throw new VideoDecodeException(VideoDecodeReason.ProgramMissing, video, $"the program {program.Path} cannot be started: {e.Message}", e);
        }
    }

    /// <summary>Ends the process at once; safe at any time and from any thread.</summary>
    public void Kill()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _process.Kill();
            }
        }
    }

    /// <summary>The next frame that the log tells of; null when the process has ended.</summary>
    public async ValueTask<FrameInfo?> NextAsync()
    {
        BeginWait();
        bool more = await _frames.Reader.WaitToReadAsync().ConfigureAwait(false);
        _waiting = false;
        return more && _frames.Reader.TryRead(out FrameInfo info) ? info : null;
    }

    /// <summary>Reads that many bytes of pixels; false where the process ended before.</summary>
    public async ValueTask<bool> FillAsync(Memory<byte> target)
    {
        BeginWait();
        int read = await _process.StandardOutput.BaseStream.ReadAtLeastAsync(target, target.Length, throwOnEndOfStream: false).ConfigureAwait(false);
        _waiting = false;
        return read == target.Length;
    }

    /// <summary>Waits for the end of the log and of the process.</summary>
    public async Task<int> EndAsync()
    {
        BeginWait();
        await _reading.ConfigureAwait(false);
        await _process.WaitForExitAsync().ConfigureAwait(false);
        _waiting = false;
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await _watch.DisposeAsync().ConfigureAwait(false);
        Kill();
        await _process.WaitForExitAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
        lock (_gate)
        {
            _disposed = true;
            _process.Dispose();
        }
    }

    private void BeginWait()
    {
        Volatile.Write(ref _lastSign, Environment.TickCount64);
        _waiting = true;
    }

    private async Task ReadLogAsync()
    {
        try
        {
            await LogLines.ReadAsync(_process.StandardError.BaseStream, ReadLine).ConfigureAwait(false);
        }
        finally
        {
            _frames.Writer.Complete();
        }
    }

    private void ReadLine(ReadOnlySpan<byte> line)
    {
        Log.Read(line);
        Volatile.Write(ref _lastSign, Environment.TickCount64);
        if (Log.Frames > _options.MaxFrames && !HasTooManyFrames)
        {
            HasTooManyFrames = true;
            Kill();
        }
    }

    private void Watch()
    {
        if (_waiting && Environment.TickCount64 - Volatile.Read(ref _lastSign) > _options.Patience.TotalMilliseconds)
        {
            IsTimedOut = true;
            Kill();
        }
    }
}
