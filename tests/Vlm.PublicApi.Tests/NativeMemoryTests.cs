namespace Vlm.PublicApi.Tests;

/// <summary>Native memory stays where it is: what sessions and decoders lend is given back by every call.</summary>
[Collection(Alone.Name)]
public class NativeMemoryTests
{
    private const long Mebibyte = 1 << 20;
    private static readonly string[] Names = ["lake.jpg", "tree.jpg"];

    [Fact]
    public async Task EmbedImagesAsync_TwoThousand_ResidentMemoryFlat()
    {
        using IVisionLanguageModel model = VisionLanguageModel.LoadDefault();
        ImageInput[] pictures = [.. Enumerable.Range(0, 8).Select(i => ImageInput.FromFile(Clone.Picture(Names[i % 2])))];
        await Flat(warmUp: 40, calls: 250, () => model.EmbedImagesAsync(pictures));
    }

    [Fact]
    public async Task CaptionAsync_TwoHundred_ResidentMemoryFlat()
    {
        using IVisionLanguageModel model = VisionLanguageModel.LoadDefault();
        ImageInput[] pictures = [.. Names.Select(name => ImageInput.FromFile(Clone.Picture(name)))];
        await Flat(warmUp: 20, calls: 100, () => model.CaptionAsync(pictures));
    }

    // 24 MiB over 2,000 embeddings is 12 KiB each: a single forgotten row of pixel values, 588 KiB, would be forty times that.
    private static async Task Flat(int warmUp, int calls, Func<Task> call)
    {
        for (int i = 0; i < warmUp; i++)
        {
            await call();
        }

        long before = Resident();
        for (int i = 0; i < calls; i++)
        {
            await call();
        }

        long grown = (Resident() - before) / Mebibyte;
        TestContext.Current.SendDiagnosticMessage($"grown by {grown} MiB over {calls} calls");
        Assert.True(grown <= 24, $"Resident memory grew by {grown} MiB over {calls} calls.");
    }

    private static long Resident()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return Environment.WorkingSet;
    }
}
