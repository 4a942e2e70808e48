using System.Diagnostics;

namespace Vlm.Folders;

/// <summary>Adds up the bytes of files that grow side by side, and tells of them a few times a second.</summary>
internal sealed class PullProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly IProgress<HubProgress>? _progress;
    private readonly Dictionary<string, long> _bytes;
    private readonly HashSet<string> _whole = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly long _total;
    private long _sum;
    private long _told;

    public PullProgress(IReadOnlyList<HubFile> files, IProgress<HubProgress>? progress)
    {
        _progress = progress;
        _bytes = files.ToDictionary(file => file.Path, _ => 0L, StringComparer.Ordinal);
        _total = files.Sum(file => file.Size);
    }

    public void Report(HubFile file, long bytes)
    {
        if (_progress is null)
        {
            return;
        }

        lock (_gate)
        {
            _sum += bytes - _bytes[file.Path];
            _bytes[file.Path] = bytes;
            bool whole = bytes == file.Size && _whole.Add(file.Path);
            if (!whole && _told != 0 && Stopwatch.GetElapsedTime(_told) < Interval)
            {
                return;
            }

            _told = Stopwatch.GetTimestamp();
            _progress.Report(new HubProgress { File = file.Path, Bytes = _sum, TotalBytes = _total, Files = _whole.Count, TotalFiles = _bytes.Count });
        }
    }
}
