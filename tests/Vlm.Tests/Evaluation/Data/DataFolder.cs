using System.IO.Compression;
using Vlm.Evaluation;

namespace Vlm.Tests.Evaluation;

/// <summary>A temporary folder with a made data set: pictures of any bytes, and files about them.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Path => _folder.Path;

    public string this[string name] => _folder[name];

    public string Write(string name, string text) => _folder.Write(name, text);

    /// <summary>A zip of entries with the given names; each holds its own name.</summary>
    public string Zip(string name, params string[] entries)
    {
        using ZipArchive zip = ZipFile.Open(_folder[name], ZipArchiveMode.Create);
        foreach (string entry in entries)
        {
            using StreamWriter writer = new(zip.CreateEntry(entry).Open());
            writer.Write(entry);
        }

        return _folder[name];
    }

    public DataSet Open(string name, string text, params string[] pictures)
    {
        foreach (string picture in pictures)
        {
            Write($"images/{picture}", picture);
        }

        return DataSet.Open(Write(name, text));
    }

    public void Dispose() => _folder.Dispose();
}
