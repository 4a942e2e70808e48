using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>
/// What a frozen image encoder makes of the pictures of a data set, on disk, so that it runs once however long heads are trained: one file,
/// mapped into memory. Each part of it is compared with its checksum when it is first read.
/// </summary>
/// <remarks>Reading from several threads is safe. Numbers come back as float32, whatever they are kept in.</remarks>
public sealed class FeatureCache : IDisposable
{
    private readonly FeatureCacheHeader _header;
    private readonly BlockFile _file;
    private readonly Dictionary<string, int> _indexes;
    private readonly Lazy<IReadOnlyList<LeftOutPicture>> _leftOut;

    private FeatureCache(string path, FeatureCacheHeader header, BlockFile file)
    {
        Path = path;
        _header = header;
        _file = file;
        _indexes = new Dictionary<string, int>(header.Pictures.Count, StringComparer.Ordinal);
        for (int i = 0; i < header.Pictures.Count; i++)
        {
            _indexes[header.Pictures[i]] = i;
        }

        _leftOut = new Lazy<IReadOnlyList<LeftOutPicture>>(() =>
            [.. Enumerable.Range(0, header.Pictures.Count).Select(i => (Index: i, Reason: ReasonOf(i))).Where(pair => pair.Reason is not null).Select(pair => new LeftOutPicture(pair.Index, header.Pictures[pair.Index], pair.Reason!))]);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The key of the encoder and its processor (<see cref="FrozenImageEncoder.Key"/>).</summary>
    public string EncoderKey => _header.Encoder;

    /// <summary>The element type in which numbers are kept.</summary>
    public FeaturePrecision Precision => Enum.Parse<FeaturePrecision>(_header.Precision);

    /// <summary>The names of the pictures; a picture's index is its place here.</summary>
    public IReadOnlyList<string> Pictures => _header.Pictures;

    /// <summary>The names of the views (<see cref="PictureView.ToString"/>); a view's number is its place here.</summary>
    public IReadOnlyList<string> Views => _header.Views;

    /// <summary>Rows of a picture, N; 0 where none are kept.</summary>
    public int RowsPerPicture => _header.Rows;

    /// <summary>Numbers in a row, D.</summary>
    public int Width => _header.Width;

    /// <summary>Numbers in a pooled vector; 0 where none is kept.</summary>
    public int PooledWidth => _header.PooledWidth;

    /// <summary>The pictures that could not be read, in the order of <see cref="Pictures"/>.</summary>
    public IReadOnlyList<LeftOutPicture> LeftOut => _leftOut.Value;

    /// <summary>Opens a whole cache.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FeatureCacheException">There is none, it is not whole, or its head is damaged.</exception>
    public static FeatureCache Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            string partial = BlockFileWriter.PartialName(path);
            throw new FeatureCacheException(path, File.Exists(partial) ? $"there is only the unfinished {partial}. Finish it with {nameof(CreateAsync)}." : $"there is no such file. Make it with {nameof(CreateAsync)}.");
        }

        FeatureCacheHeader header = ReadHeader(path);
        return new FeatureCache(path, header, BlockFile.Open(path, header.ToLayout()));
    }

    /// <summary>
    /// Makes the cache, or opens it where it is there already. A run that was stopped, even killed, is continued; damaged parts are made again.
    /// The file has its own name only when it is whole; until then it is called <c>….partial</c>.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="encoder">The encoder.</param>
    /// <param name="source">Where the pictures lie, such as <see cref="DataSet.Pictures"/>.</param>
    /// <param name="pictures">Their names in the source, each once.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Told how many pictures are done.</param>
    /// <param name="cancellationToken">Stops within a batch; what is done is kept.</param>
    /// <returns>The cache; the caller disposes it.</returns>
    /// <exception cref="FeatureCacheException">
    /// The file is of another encoder, other settings or other pictures; the disk is full; a picture is unreadable and <see cref="UnreadablePictures.Refuse"/> was chosen.
    /// </exception>
    public static async Task<FeatureCache> CreateAsync(
        string path, FrozenImageEncoder encoder, IPictureSource source, IReadOnlyList<string> pictures, FeatureCacheOptions? options = null,
        IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(pictures);
        FeatureExtraction extraction = new(encoder, source, pictures, options ?? new FeatureCacheOptions());
        await Task.Run(() => extraction.Run(path, progress, cancellationToken), cancellationToken).ConfigureAwait(false);
        return Open(path);
    }

    /// <summary>The index of a picture.</summary>
    /// <param name="picture">Its name.</param>
    /// <returns>−1 where the cache was made without it.</returns>
    public int IndexOf(string picture) => _indexes.GetValueOrDefault(picture, -1);

    /// <summary>Whether there are features of a picture: it is not among <see cref="LeftOut"/>.</summary>
    /// <param name="picture">Its index.</param>
    public bool Contains(int picture) => ReasonOf(picture) is null;

    /// <summary>Copies the rows of a picture.</summary>
    /// <param name="picture">Its index.</param>
    /// <param name="view">The view's number.</param>
    /// <param name="destination">N × D numbers, row after row.</param>
    /// <exception cref="FeatureCacheException">The picture was left out, or its part of the file is damaged.</exception>
    public void CopyRows(int picture, int view, Span<float> destination) =>
        Copy(picture, view, 0, _header.Rows * _header.Width, destination);

    /// <summary>Copies the pooled vector of a picture.</summary>
    /// <param name="picture">Its index.</param>
    /// <param name="view">The view's number.</param>
    /// <param name="destination"><see cref="PooledWidth"/> numbers.</param>
    /// <exception cref="FeatureCacheException">The picture was left out, or its part of the file is damaged.</exception>
    public void CopyPooled(int picture, int view, Span<float> destination) =>
        Copy(picture, view, _header.Rows * _header.Width, _header.PooledWidth, destination);

    /// <summary>The SHA-256 of the encoded picture as it was when the cache was made.</summary>
    /// <param name="picture">Its index.</param>
    /// <param name="destination">32 bytes; zeros where the picture was missing.</param>
    public void CopyContentHash(int picture, Span<byte> destination) =>
        _file.Read(picture / _header.PicturesPerBlock, RecordStart(picture) + FeatureRecord.ContentHashStart, destination[..FeatureRecord.ContentHashBytes]);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    internal static FeatureCacheHeader ReadHeader(string path)
    {
        using FileStream file = File.OpenRead(path);
        string text = BlockLayout.ReadText(file, path) ?? throw new FeatureCacheException(path, "it ends within its head. Delete the file and make it again.");
        return FeatureCacheHeader.Parse(text, path);
    }

    private long RecordStart(int picture) => (long)(picture % _header.PicturesPerBlock) * _header.RecordBytes;

    private string? ReasonOf(int picture)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)picture, (uint)_header.Pictures.Count, nameof(picture));
        Span<byte> head = stackalloc byte[FeatureRecord.HeadBytes];
        _file.Read(picture / _header.PicturesPerBlock, RecordStart(picture), head);
        return FeatureRecord.ReasonIn(head);
    }

    private void Copy(int picture, int view, int first, int count, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)view, (uint)_header.Views.Count, nameof(view));
        if (count == 0 || destination.Length != count)
        {
            throw new ArgumentException(count == 0 ? $"{Path} keeps no such numbers." : $"{count} numbers are copied, but there is room for {destination.Length}.", nameof(destination));
        }

        if (ReasonOf(picture) is { } reason)
        {
            throw new FeatureCacheException(Path, $"there are no features of '{Pictures[picture]}': {reason}");
        }

        int block = picture / _header.PicturesPerBlock;
        long start = RecordStart(picture) + _header.ViewOffset(view) + ((long)first * _header.BytesPerNumber);
        if (_header.BytesPerNumber == sizeof(float))
        {
            _file.Read(block, start, destination);
            return;
        }

        _file.ReadHalves(block, start, destination);
    }
}
