using System.Security.Cryptography;
using System.Text.Json;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Imaging;

[Collection(Alone.Name)]
public sealed class HostileFileTests
{
    private static readonly JsonElement Manifest =
        JsonDocument.Parse(File.ReadAllBytes(GoldenFolder.Path("hostile", "manifest.json"))).RootElement;

    public static TheoryData<string, bool> Files
    {
        get
        {
            TheoryData<string, bool> data = [];
            foreach (JsonElement entry in Manifest.GetProperty("cases").EnumerateArray())
            {
                data.Add(entry.GetProperty("file").GetString()!, false);
                data.Add(entry.GetProperty("file").GetString()!, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Decode_HostileFile_EndsInAnAllowedOutcomeWithinItsMemory(string file, bool managed)
    {
        JsonElement entry = Manifest.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("file").GetString() == file);
        string[] allowed = [.. entry.GetProperty("expect").EnumerateArray().Select(e => e.GetString()!)];
        IImageDecoder decoder = managed ? ImageDecoder.Managed : ImageDecoder.Default;
        string outcome = "";
        TimeSpan limit = TimeSpan.FromSeconds(file is "large_but_fine.png" or "bomb_real.png" ? 2 : 1), elapsed = default;
        long rise = ResidentMemory.Rise(() => elapsed = WorkTime.LeastOf(limit, () => outcome = Outcome(decoder, file, entry, managed)));

        Assert.True(allowed.Contains(outcome) || (managed && outcome == "unsupported"), $"{outcome} is none of {string.Join(", ", allowed)}");
        Assert.InRange(elapsed, TimeSpan.Zero, limit);
        Assert.InRange(rise, long.MinValue, entry.GetProperty("max_extra_memory_mib").GetInt64() << 20);
    }

    private static string Outcome(IImageDecoder decoder, string file, JsonElement entry, bool managed)
    {
        string outcome;
        try
        {
            using RgbImage image = decoder.Decode(ImageInput.FromFile(GoldenFolder.Path("hostile", file)), cancellationToken: TestContext.Current.CancellationToken);
            outcome = "ok";
            AssertPicture(entry, image, file.EndsWith(".jpg", StringComparison.Ordinal) && managed);
        }
        catch (ImageDecodeException e)
        {
            outcome = Word(e.Reason);
            Assert.Contains(file, e.Message, StringComparison.Ordinal);
            Assert.True(e.Detail.Length > 20, e.Message);
        }

        return outcome;
    }

    private static void AssertPicture(JsonElement entry, RgbImage image, bool lossy)
    {
        if (entry.TryGetProperty("width", out JsonElement width))
        {
            Assert.Equal((width.GetInt32(), entry.GetProperty("height").GetInt32()), (image.Width, image.Height));
        }

        if (!lossy && entry.TryGetProperty("rgb_sha256", out JsonElement hash) && hash.GetString() is { } expected)
        {
            Assert.Equal(expected, Convert.ToHexStringLower(SHA256.HashData(Pictures.Rgb(image))));
        }
    }

    private static string Word(ImageDecodeReason reason) => reason switch
    {
        ImageDecodeReason.NotAnImage => "not_an_image",
        ImageDecodeReason.Unsupported => "unsupported",
        ImageDecodeReason.Truncated => "truncated",
        ImageDecodeReason.Corrupt => "corrupt",
        ImageDecodeReason.TooLarge => "too_large",
        _ => reason.ToString(),
    };
}
