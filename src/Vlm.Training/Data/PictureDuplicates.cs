using System.Buffers;
using System.Security.Cryptography;
using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>Which pictures of a data set are the same or nearly so, and which cannot be read.</summary>
public sealed class PictureDuplicates
{
    // The fingerprint needs no more: JPEG files are decoded at a fraction of their size.
    private const int EnoughPixels = 64;

    private PictureDuplicates(IReadOnlyList<DuplicateGroup> groups, IReadOnlyList<LeftOutPicture> unreadable)
    {
        Groups = groups;
        Unreadable = unreadable;
    }

    /// <summary>The groups of two or more, in the order of their first pictures. No picture is in two groups.</summary>
    public IReadOnlyList<DuplicateGroup> Groups { get; }

    /// <summary>The pictures that could not be decoded; they are compared by their bytes alone.</summary>
    public IReadOnlyList<LeftOutPicture> Unreadable { get; }

    /// <summary>Reads every picture once and compares them by the SHA-256 of their bytes and by difference hashes.</summary>
    /// <param name="source">Where the pictures lie.</param>
    /// <param name="pictures">Their names, each once.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Told how many pictures are read.</param>
    /// <param name="cancellationToken">Stops between two pictures.</param>
    public static Task<PictureDuplicates> FindAsync(
        IPictureSource source, IReadOnlyList<string> pictures, DuplicateOptions? options = null, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(pictures);
        return Task.Run(() => Find(source, pictures, options ?? new DuplicateOptions(), progress, cancellationToken), cancellationToken);
    }

    private static PictureDuplicates Find(
        IPictureSource source, IReadOnlyList<string> pictures, DuplicateOptions options, IProgress<BatchProgress>? progress, CancellationToken cancellationToken)
    {
        Seen[] seen = new Seen[pictures.Count];
        int done = 0;
        Parallel.For(0, pictures.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            seen[i] = Look(source, pictures[i], options.Decoder ?? ImageDecoder.Default, cancellationToken);
            progress?.Report(new BatchProgress(Interlocked.Increment(ref done), pictures.Count));
        });

        DisjointSets sets = new(pictures.Count);
        foreach (IGrouping<string, int> same in Enumerable.Range(0, pictures.Count).Where(i => seen[i].Content is not null).GroupBy(i => seen[i].Content!))
        {
            sets.JoinAll(same);
        }

        // One of each set of equal files stands for all: a thousand copies of one picture are one comparison.
        int[] distinct = [.. Enumerable.Range(0, pictures.Count).Where(i => seen[i].Fingerprint is not null && sets.Find(i) == i)];
        PictureFingerprint[] fingerprints = [.. distinct.Select(i => seen[i].Fingerprint!.Value)];
        DisjointSets alike = NearDuplicates.Join(fingerprints, options.Distance, options.Correlation, out _, cancellationToken);
        for (int i = 0; i < distinct.Length; i++)
        {
            sets.Join(distinct[i], distinct[alike.Find(i)]);
        }

        DuplicateGroup[] groups = [.. Enumerable.Range(0, pictures.Count).GroupBy(sets.Find).Where(group => group.Count() > 1)
            .Select(group => new DuplicateGroup([.. group.Select(i => pictures[i]).Order(StringComparer.Ordinal)], group.All(i => seen[i].Content is not null && seen[i].Content == seen[group.First()].Content)))
            .OrderBy(group => group.Pictures[0], StringComparer.Ordinal)];
        LeftOutPicture[] unreadable = [.. Enumerable.Range(0, pictures.Count).Where(i => seen[i].Error is not null).Select(i => new LeftOutPicture(i, pictures[i], seen[i].Error!))];
        return new PictureDuplicates(groups, unreadable);
    }

    private static Seen Look(IPictureSource source, string picture, IImageDecoder decoder, CancellationToken cancellationToken)
    {
        string? content = null;
        try
        {
            ImageInput input = source.Open(picture);
            ImageDecodeOptions small = new() { FastDecode = true, TargetSize = (_, _) => (EnoughPixels, EnoughPixels) };
            if (input.Pixels is null && input.Raw is null)
            {
                using IMemoryOwner<byte> encoded = input.ReadEncoded(small.Limits.MaxEncodedBytes);
                content = Convert.ToHexString(SHA256.HashData(encoded.Memory.Span));
                using RgbImage image = decoder.Decode(ImageInput.FromBytes(encoded.Memory, input.Name), small, cancellationToken);
                return new Seen(content, PictureFingerprint.Of(image), null);
            }

            using RgbImage pixels = decoder.Decode(input, small, cancellationToken);
            return new Seen(null, PictureFingerprint.Of(pixels), null);
        }
        catch (ImageDecodeException e)
        {
            return new Seen(content, null, e.Detail);
        }
    }

    private readonly record struct Seen(string? Content, PictureFingerprint? Fingerprint, string? Error);
}
