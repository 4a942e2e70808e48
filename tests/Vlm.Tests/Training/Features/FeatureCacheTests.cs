using Vlm.Evaluation;
using Vlm.Tests.Goldens;
using Vlm.Training;

namespace Vlm.Tests.Training.Features;

public sealed class FeatureCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder["train.features"];

    [Theory]
    [InlineData(FeaturePrecision.Float16)]
    [InlineData(FeaturePrecision.Float32)]
    public async Task CopyRows_ViewsOfManyPictures_WhatTheEncoderGives(FeaturePrecision precision)
    {
        using MemoryPictures pictures = MemoryPictures.Of(50);
        FeatureCacheOptions options = new()
        {
            Precision = precision,
            Views = [PictureView.Whole, PictureView.Mirrored, new PictureView(isMirrored: false, left: 0.5, width: 0.5), new PictureView(isMirrored: true, top: 0.25, height: 0.5)],
        };

        using FeatureCache cache = await Create(pictures, options: options);

        Assert.Equal((50, 2, 3, 3), (cache.Pictures.Count, cache.RowsPerPicture, cache.Width, cache.PooledWidth));
        Assert.Equal(["whole", "mirrored", "0.5,0,0.5,1", "0,0.25,1,0.5 mirrored"], cache.Views);
        for (int i = 0; i < 50; i++)
        {
            float left = i * 5, right = 250 - i;
            Assert.Equal(i, cache.IndexOf($"{i:000}.png"));
            Assert.Equal([left, 8, 4, right, 8, 4], Rows(cache, i, 0));
            Assert.Equal([right, 8, 4, left, 8, 4], Rows(cache, i, 1));
            Assert.Equal([right, 4, 4, right, 4, 4], Rows(cache, i, 2));
            Assert.Equal([right, 8, 2, left, 8, 2], Rows(cache, i, 3));
            float[] pooled = new float[3];
            cache.CopyPooled(i, 1, pooled);
            Assert.Equal([(left + right) / 2, 8, 4], pooled);
        }
    }

    [Fact]
    public async Task CreateAsync_DefaultModel_RowsOfItsEncoderToHalfPrecision()
    {
        string samples = ModelsFolder.Find("..", "samples", "pictures");
        using IPictureSource source = PictureSource.Open(samples);
        using FrozenImageEncoder encoder = FrozenImageEncoder.Load(ModelsFolder.Find("default"), new VlmOptions { IntraOpThreads = 1, VerifyFiles = false });
        using FeatureCache cache = await FeatureCache.CreateAsync(File, encoder, source, ["china.jpg"], new FeatureCacheOptions { Views = [PictureView.Whole, PictureView.Mirrored] });
        using RgbImage china = ImageDecoder.Default.Decode(Path.Combine(samples, "china.jpg"));
        using PixelValues pixels = encoder.Processor.Process([china]);
        using ImageFeatures expected = encoder.Encoder.Encode(pixels);

        float[] rows = new float[49 * 1280], mirrored = new float[49 * 1280];
        cache.CopyRows(0, 0, rows);
        cache.CopyRows(0, 1, mirrored);

        Closeness.Within(expected.Rows!.Span, rows, 5e-3);
        Assert.NotEqual(rows, mirrored);
        Assert.True(Correlation(mirrored, Mirror(rows)) > Correlation(mirrored, rows) + 0.05, "The mirrored view is no nearer to the mirrored grid than to the grid itself.");
        byte[] hash = new byte[32];
        cache.CopyContentHash(0, hash);
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(await System.IO.File.ReadAllBytesAsync(Path.Combine(samples, "china.jpg"), TestContext.Current.CancellationToken)), hash);
    }

    [Fact]
    public async Task CreateAsync_WholeCacheThere_NothingEncodedAgain()
    {
        using MemoryPictures pictures = MemoryPictures.Of(40);
        (await Create(pictures)).Dispose();
        using HalvesEncoder second = new();

        using FeatureCache cache = await Create(pictures, second);

        // One plain picture shows how many rows there are.
        Assert.Equal(1, second.Encoded);
        Assert.Equal([15, 8, 4, 247, 8, 4], Rows(cache, 3, 0));
    }

    [Fact]
    public async Task CreateAsync_UnreadablePictures_LeftOutAndListed()
    {
        using MemoryPictures pictures = MemoryPictures.Of(20);
        pictures.AddBytes("broken.jpg", [1, 2, 3, 4]);
        pictures.AddColours("narrow.png", 900, 2, 1, 2);
        string[] names = ["missing.png", .. pictures.Names];

        using FeatureCache cache = await Create(pictures, names: names);

        Assert.Equal(["missing.png", "broken.jpg", "narrow.png"], cache.LeftOut.Select(picture => picture.Picture));
        Assert.Contains("no such picture", cache.LeftOut[0].Reason, StringComparison.Ordinal);
        Assert.Contains("too narrow", cache.LeftOut[2].Reason, StringComparison.Ordinal);
        Assert.False(cache.Contains(0));
        Assert.Equal([95, 8, 4, 231, 8, 4], Rows(cache, cache.IndexOf("019.png"), 0));
        Assert.Contains("missing.png", Assert.Throws<FeatureCacheException>(() => Rows(cache, 0, 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateAsync_UnreadableRefused_NamesPicture()
    {
        using MemoryPictures pictures = MemoryPictures.Of(20);
        pictures.AddBytes("broken.jpg", [1, 2, 3, 4]);

        FeatureCacheException error = await Assert.ThrowsAsync<FeatureCacheException>(() => Create(pictures, options: new FeatureCacheOptions { Unreadable = UnreadablePictures.Refuse }));

        Assert.Contains("'broken.jpg' cannot be used", error.Message, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public async Task CreateAsync_Cancelled_KeepsWhatIsDone()
    {
        using MemoryPictures pictures = MemoryPictures.Of(64);
        using CancellationTokenSource source = new();
        using HalvesEncoder stopping = new() { BeforeRun = done => Stop(done > 20, source) };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Create(pictures, stopping, options: new FeatureCacheOptions { Workers = 2 }, cancellationToken: source.Token));

        using HalvesEncoder rest = new();
        using FeatureCache cache = await Create(pictures, rest);
        Assert.InRange(rest.Encoded, 1, 60);
        Assert.Equal([255, 8, 4, 199, 8, 4], Rows(cache, 51, 0));
    }

    [Theory]
    [InlineData(-0.1, 1)]
    [InlineData(0.5, 0.6)]
    [InlineData(0, 0)]
    [InlineData(double.NaN, 1)]
    public void PictureView_BoxOutsideThePicture_Refused(double left, double width) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PictureView(isMirrored: false, left: left, width: width));

    [Fact]
    public void Crop_SameSeed_SameBoxWithinThePicture()
    {
        PictureView[] crops = [.. Enumerable.Range(0, 100).Select(i => PictureView.Crop((ulong)i, 0.7))];

        Assert.Equal(PictureView.Crop(7, 0.7).ToString(), crops[7].ToString());
        Assert.Equal(100, crops.Select(crop => crop.ToString()).Distinct().Count());
        Assert.All(crops, crop => Assert.InRange(crop.Width, 0.7, 1));
    }

    public void Dispose() => _folder.Dispose();

    private Task<FeatureCache> Create(
        MemoryPictures pictures, HalvesEncoder? encoder = null, IReadOnlyList<string>? names = null, FeatureCacheOptions? options = null, CancellationToken cancellationToken = default)
    {
        encoder ??= new HalvesEncoder();
        return FeatureCache.CreateAsync(File, new FrozenImageEncoder(encoder, encoder, "halves 1"), pictures, names ?? pictures.Names, options, null, cancellationToken);
    }

    private static float[] Rows(FeatureCache cache, int picture, int view)
    {
        float[] rows = new float[cache.RowsPerPicture * cache.Width];
        cache.CopyRows(picture, view, rows);
        return rows;
    }

    private static void Stop(bool now, CancellationTokenSource source)
    {
        if (now)
        {
            source.Cancel();
        }
    }

    private static float[] Mirror(float[] grid)
    {
        float[] mirrored = new float[grid.Length];
        for (int cell = 0; cell < 49; cell++)
        {
            grid.AsSpan(cell * 1280, 1280).CopyTo(mirrored.AsSpan(((cell / 7 * 7) + 6 - (cell % 7)) * 1280));
        }

        return mirrored;
    }

    private static double Correlation(float[] first, float[] second)
    {
        double a = first.Average(), b = second.Average();
        double product = first.Zip(second).Sum(pair => (pair.First - a) * (pair.Second - b));
        return product / Math.Sqrt(first.Sum(x => (x - a) * (x - a)) * second.Sum(x => (x - b) * (x - b)));
    }
}
