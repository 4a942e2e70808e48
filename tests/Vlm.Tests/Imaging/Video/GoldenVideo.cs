using System.Text.Json;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Imaging.Video;

/// <summary>One video of the reference: the file, and what ffmpeg and Pillow make of it.</summary>
internal sealed class GoldenVideo
{
    private static readonly JsonElement Root = JsonDocument.Parse(File.ReadAllBytes(GoldenFolder.Path("video", "video.json"))).RootElement;

    private readonly JsonElement _entry;

    private GoldenVideo(JsonElement entry) => _entry = entry;

    public static TheoryData<string> Names => [.. Root.GetProperty("videos").EnumerateArray().Select(v => v.GetProperty("file").GetString()!)];

    public string Path => PathOf(_entry.GetProperty("file").GetString()!);

    public int Width => _entry.GetProperty("decoded_width").GetInt32();

    public int Height => _entry.GetProperty("decoded_height").GetInt32();

    public double[] Times => Doubles("pts");

    public long[] KeyFrames => [.. _entry.GetProperty("key_frames").EnumerateArray().Select(e => e.GetInt64())];

    public double[] GrayDifferences => Doubles("mean_grey_difference");

    public double[]? Cuts => _entry.TryGetProperty("known_cuts", out JsonElement cuts) ? [.. cuts.EnumerateArray().Select(e => e.GetDouble())] : null;

    public string PixelFormat => _entry.GetProperty("native_pixel_format").GetString()!;

    public string[] Md5 => [.. _entry.GetProperty("frame_md5_native").EnumerateArray().Select(e => e.GetString()!)];

    /// <summary>What is on the screen at some times.</summary>
    public IEnumerable<(double Time, long Frame, double Appears, string Png)> FramesAt => _entry.GetProperty("frames_at").EnumerateArray()
        .Select(f => (f.GetProperty("time").GetDouble(), f.GetProperty("frame").GetInt64(), f.GetProperty("pts").GetDouble(), GoldenFolder.Path("video", f.GetProperty("png").GetString()!)));

    public IEnumerable<(long Frame, string Png)> FullSize => _entry.GetProperty("full_size").EnumerateArray()
        .Select(f => (f.GetProperty("frame").GetInt64(), GoldenFolder.Path("video", f.GetProperty("png").GetString()!)));

    public static GoldenVideo Find(string name) =>
        new(Root.GetProperty("videos").EnumerateArray().Single(v => v.GetProperty("file").GetString() == name));

    /// <summary>The made clips stand beside the reference, the film among the samples.</summary>
    public static string PathOf(string name) => System.IO.Path.GetFullPath(
        name == "bigbuckbunny.mp4" ? GoldenFolder.Path("..", "..", "samples", "videos", name) : GoldenFolder.Path("video", name));

    private double[] Doubles(string name) => [.. _entry.GetProperty(name).EnumerateArray().Select(e => e.GetDouble())];
}
