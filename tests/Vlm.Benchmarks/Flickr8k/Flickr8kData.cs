using System.IO.Compression;
using System.Text.Json;

namespace Vlm.Benchmarks.Flickr8k;

/// <summary>One split of Flickr8k: pictures with their captions, and the questions about them.</summary>
internal sealed class Flickr8kData : IDisposable
{
    private readonly ZipArchive _images;

    private Flickr8kData(ZipArchive images, IReadOnlyList<CaptionedPicture> pictures, IReadOnlyList<PictureQuestion> questions)
    {
        _images = images;
        Pictures = pictures;
        Questions = questions;
    }

    public IReadOnlyList<CaptionedPicture> Pictures { get; }

    public IReadOnlyList<PictureQuestion> Questions { get; }

    /// <summary>Reads dataset.json, vqa.json and images.zip of a folder.</summary>
    public static Flickr8kData Open(string folder, string split)
    {
        using JsonDocument captions = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "dataset.json")));
        using JsonDocument questions = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "vqa.json")));
        return new Flickr8kData(
            ZipFile.OpenRead(Path.Combine(folder, "images.zip")),
            [.. Of(captions, "images", split).Select(i => new CaptionedPicture(Text(i, "filename"), [.. i.GetProperty("sentences").EnumerateArray().Select(s => Text(s, "raw"))]))],
            [.. Of(questions, "questions", split).Select(q => new PictureQuestion(Text(q, "filename"), Text(q, "question"), Text(q, "answer")))]);
    }

    /// <summary>The JPEG file of a picture.</summary>
    public byte[] ReadJpeg(string filename)
    {
        ZipArchiveEntry entry = _images.GetEntry(filename) ?? throw new FileNotFoundException($"images.zip has no entry '{filename}'.");
        using Stream stream = entry.Open();
        byte[] bytes = new byte[entry.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public void Dispose() => _images.Dispose();

    private static IEnumerable<JsonElement> Of(JsonDocument document, string list, string split) =>
        document.RootElement.GetProperty(list).EnumerateArray().Where(e => Text(e, "split") == split);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
