using System.IO.Compression;

namespace Vlm.Evaluation;

/// <summary>The pictures of a zip file, read straight from it. The sizes that the file declares are not believed.</summary>
internal sealed class ZipPictures : IPictureSource
{
    private const int ChunkBytes = 81920;

    private readonly ZipArchive _archive;
    private readonly long _maxBytes;
    private readonly Dictionary<string, ZipArchiveEntry?> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ZipArchiveEntry?> _byFileName = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public ZipPictures(string path, long maxBytes)
    {
        Name = path;
        _maxBytes = maxBytes;
        try
        {
            _archive = ZipFile.OpenRead(path);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new DataSetException(path, $"it cannot be read as a zip file: {e.Message} Pass a folder or a whole .zip of pictures.", innerException: e);
        }

        foreach (ZipArchiveEntry entry in Entries(path))
        {
            // Of two entries with one name nobody knows which is meant: neither.
            _entries[entry.FullName] = _entries.ContainsKey(entry.FullName) ? null : entry;
            _byFileName[entry.Name] = _byFileName.ContainsKey(entry.Name) ? null : entry;
        }

        string[] names = [.. _entries.Where(pair => pair.Value is not null).Select(pair => pair.Key)];
        Array.Sort(names, StringComparer.Ordinal);
        Names = names;
    }

    public string Name { get; }

    public IReadOnlyList<string> Names { get; }

    public bool Contains(string picture) => Find(picture) is not null;

    public ImageInput Open(string picture)
    {
        ZipArchiveEntry entry = Find(picture) ?? throw PictureSource.NotFound(Name, picture);
        string name = $"{Name}/{picture}";
        try
        {
            lock (_gate)
            {
                return ImageInput.FromBytes(Read(entry, name), name);
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new ImageDecodeException(ImageDecodeReason.Corrupt, name, $"the zip's entry cannot be read: {e.Message}", e);
        }
    }

    public void Dispose() => _archive.Dispose();

    private IEnumerable<ZipArchiveEntry> Entries(string path)
    {
        try
        {
            return _archive.Entries.Where(entry => PictureSource.IsPicture(entry.Name));
        }
        catch (InvalidDataException e)
        {
            _archive.Dispose();
            throw new DataSetException(path, $"its table of contents is damaged: {e.Message} Fetch the file again.", innerException: e);
        }
    }

    private ZipArchiveEntry? Find(string picture) =>
        _entries.TryGetValue(picture, out ZipArchiveEntry? entry) ? entry : _byFileName.GetValueOrDefault(picture[(picture.LastIndexOfAny(['/', '\\']) + 1)..]);

    private byte[] Read(ZipArchiveEntry entry, string name)
    {
        using Stream stream = entry.Open();
        using MemoryStream copy = new();
        byte[] chunk = new byte[ChunkBytes];
        for (int read = stream.Read(chunk); read > 0; read = stream.Read(chunk))
        {
            if (copy.Length + read > _maxBytes)
            {
                throw new ImageDecodeException(ImageDecodeReason.TooLarge, name, $"it unpacks to more than the limit of {_maxBytes} bytes (ImageLimits.MaxEncodedBytes).");
            }

            copy.Write(chunk, 0, read);
        }

        return copy.ToArray();
    }
}
