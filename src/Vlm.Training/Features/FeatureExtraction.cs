using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>Makes the file of a <see cref="FeatureCache"/>: block after block, several side by side.</summary>
internal sealed class FeatureExtraction
{
    // A few pictures are still many blocks, so that there is work for every thread; a block of many is 8 MB of the default model's features.
    private const int MostPicturesPerBlock = 32;
    private const int LeastBlocks = 64;

    private readonly FrozenImageEncoder _encoder;
    private readonly IPictureSource _source;
    private readonly FeatureCacheOptions _options;
    private readonly FeatureCacheHeader _header;

    public FeatureExtraction(FrozenImageEncoder encoder, IPictureSource source, IReadOnlyList<string> pictures, FeatureCacheOptions options)
    {
        if (pictures.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"The picture '{twice.Key}' stands twice; each is encoded once.", nameof(pictures));
        }

        ArgumentOutOfRangeException.ThrowIfZero(pictures.Count, nameof(pictures));
        _encoder = encoder;
        _source = source;
        _options = options;
        _header = Describe(encoder, pictures, options);
    }

    /// <summary>For tests of disks that fill.</summary>
    public Func<string, FileStream>? OpenPartial { get; init; }

    /// <summary>Returns when the whole file lies at the path.</summary>
    public void Run(string path, IProgress<BatchProgress>? progress, CancellationToken cancellationToken)
    {
        BlockLayout layout = _header.ToLayout();
        if (File.Exists(path) && !TakeBack(path, layout))
        {
            progress?.Report(new BatchProgress(_header.Pictures.Count, _header.Pictures.Count));
            return;
        }

        using BlockFileWriter writer = BlockFileWriter.Open(path, layout, OpenPartial);
        int[] missing = [.. Enumerable.Range(0, _header.BlockCount).Where(block => !writer.IsWritten(block))];
        int done = _header.Pictures.Count - missing.Sum(_header.PicturesIn);
        progress?.Report(new BatchProgress(done, _header.Pictures.Count));
        FeatureBlockEncoder encoder = new(path, _encoder, _source, _header, _options);
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = _options.Workers ?? Environment.ProcessorCount, CancellationToken = cancellationToken };
        try
        {
            Parallel.ForEach(
                // Blocks are handed out one by one: a worker that took a row of them would leave the others idle at the end.
                Partitioner.Create(missing, loadBalance: true),
                parallel,
                () => new byte[_header.PicturesPerBlock * _header.RecordBytes],
                (block, _, buffer) =>
                {
                    Span<byte> bytes = buffer.AsSpan(0, _header.PicturesIn(block) * _header.RecordBytes);
                    encoder.Encode(block, bytes, cancellationToken);
                    writer.Write(block, bytes);
                    progress?.Report(new BatchProgress(Interlocked.Add(ref done, _header.PicturesIn(block)), _header.Pictures.Count));
                    return buffer;
                },
                _ => { });
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<OperationCanceledException>().FirstOrDefault() is { } cancelled)
        {
            throw new OperationCanceledException(cancelled.Message, e, cancellationToken);
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<VlmException>().MinBy(inner => inner.Index) is { } first)
        {
            ExceptionDispatchInfo.Throw(first);
        }

        writer.Complete();
    }

    private bool TakeBack(string path, BlockLayout layout)
    {
        if (FeatureCache.ReadHeader(path).DifferenceFrom(_header) is { } difference)
        {
            throw new FeatureCacheException(path, $"the cache is {difference}. Delete it, or give another path.");
        }

        using BlockFile? whole = BlockFileWriter.OpenOrTakeBack(path, layout);
        return whole is null;
    }

    private static FeatureCacheHeader Describe(FrozenImageEncoder encoder, IReadOnlyList<string> pictures, FeatureCacheOptions options)
    {
        // How many rows a picture becomes shows only when one is encoded; a plain one serves.
        const int side = 64;
        using RgbImage plain = new(new byte[side * side * 3], side, side);
        using PixelValues pixels = encoder.Processor.Process([plain]);
        using ImageFeatures features = encoder.Encoder.Encode(pixels);
        bool rows = options.Rows && features.Rows is not null, pooled = options.Pooled && features.Pooled is not null;
        return rows || pooled
            ? new FeatureCacheHeader
            {
                Kind = FeatureCacheHeader.KindName,
                Format = 1,
                Encoder = encoder.Key,
                Precision = options.Precision.ToString(),
                Views = [.. options.Views.Select(view => view.ToString())],
                Rows = rows ? features.Counts[0] : 0,
                Width = rows ? (int)features.Rows!.Shape[1] : 0,
                PooledWidth = pooled ? (int)features.Pooled!.Shape[1] : 0,
                PicturesPerBlock = PicturesPerBlock(pictures.Count, options.BatchSize),
                Pictures = [.. pictures],
            }
            : throw new ArgumentException($"The encoder gives {(features.Rows is null ? "no rows" : "rows")} and {(features.Pooled is null ? "no pooled vector" : "a pooled vector")}; the options keep none of it.", nameof(options));
    }

    // Whole batches, so that the encoder never runs half empty within the data.
    private static int PicturesPerBlock(int pictures, int batch)
    {
        int wanted = Math.Clamp(pictures / LeastBlocks, 1, MostPicturesPerBlock);
        return (wanted + batch - 1) / batch * batch;
    }
}
