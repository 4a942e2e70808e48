using System.Diagnostics;
using Vlm.Imaging;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Imaging;

[Collection(Alone.Name)]
public sealed class DecodeMemoryTests
{
    private const long Cap = 256L << 20;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Decode_SixtyFourAtOnceUnderACap_AllFinishWithinIt()
    {
        // 36 MB of pixels each, 2.3 GB together.
        byte[] file = MadePictures.Png(3000, 3000);
        ImageDecodeOptions options = new() { Limits = new ImageLimits { MaxTotalMemory = Cap } };
        int finished = 0;
        long most = 0;
        Task[] tasks = new Task[64];
        long rise = ResidentMemory.Rise(() =>
        {
            for (int i = 0; i < tasks.Length; i++)
            {
                tasks[i] = Task.Factory.StartNew(
                    () =>
                    {
                        using RgbImage image = ImageDecoder.Default.Decode(ImageInput.FromBytes(file), options, Cancel);
                        Assert.Equal(0, image.Row(2999)[0]);
                        InterlockedMax(ref most, DecodeMemory.Shared.Used);
                        Interlocked.Increment(ref finished);
                    },
                    Cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }

            Task.WaitAll(tasks, Cancel);
        });
        await Task.WhenAll(tasks);

        Assert.Equal(64, finished);
        Assert.InRange(most, 1, Cap);
        Assert.InRange(rise, 1, Cap + (64L << 20));
    }

    [Fact]
    public async Task Decode_CancelledWhileItWaits_StopsWaiting()
    {
        DecodeMemory memory = new();
        using MemoryReservation first = memory.Enter(0, Cap, Cancel);
        memory.Grow(first, Cap, Cap, Cancel);
        using CancellationTokenSource cancel = new();
        using MemoryReservation second = memory.Enter(0, Cap, Cancel);
        Task waiting = Task.Run(() => memory.Grow(second, 1, Cap, cancel.Token), Cancel);
        await Until(() => memory.Waiting == 1);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(0, memory.Waiting);
        Assert.Equal(Cap, memory.Used);
    }

    [Fact]
    public async Task Grow_ManyWaiting_GoOnInTheOrderOfArrival()
    {
        DecodeMemory memory = new();
        MemoryReservation running = memory.Enter(0, Cap, Cancel);
        memory.Grow(running, Cap, Cap, Cancel);
        List<int> order = [];
        List<Task> tasks = [];
        for (int i = 0; i < 5; i++)
        {
            int turn = i;
            MemoryReservation next = memory.Enter(0, Cap, Cancel);
            tasks.Add(Task.Factory.StartNew(
                () =>
                {
                    memory.Grow(next, Cap, Cap, Cancel);
                    order.Add(turn);
                    next.Dispose();
                },
                Cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default));
            await Until(() => memory.Waiting == turn + 1);
        }

        running.Dispose();
        await Task.WhenAll(tasks);

        Assert.Equal([0, 1, 2, 3, 4], order);
        Assert.Equal(0, memory.Used);
    }

    [Fact]
    public void Grow_PicturesKeptByTheirOwner_NeverBlock()
    {
        DecodeMemory memory = new();
        MemoryReservation[] kept = new MemoryReservation[10];
        for (int i = 0; i < kept.Length; i++)
        {
            kept[i] = memory.Enter(Cap / 4, Cap, Cancel);
            memory.Grow(kept[i], Cap / 2, Cap, Cancel);
            memory.Finish(kept[i], Cap / 2);
        }

        Assert.Equal(Cap / 2 * kept.Length, memory.Used);
        Array.ForEach(kept, reservation => reservation.Dispose());
        Array.ForEach(kept, reservation => reservation.Dispose());
        Assert.Equal(0, memory.Used);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Decode_ThousandsOfGoodAndBadFiles_LeavesMemoryFlat(bool managed)
    {
        IImageDecoder decoder = managed ? ImageDecoder.Managed : ImageDecoder.Default;
        byte[][] files =
        [
            .. Directory.GetFiles(GoldenFolder.Path("convert", "inputs")).Select(File.ReadAllBytes),
            .. Directory.GetFiles(GoldenFolder.Path("hostile")).Where(path => new FileInfo(path).Length is > 0 and < 20_000 && !path.Contains("bomb", StringComparison.Ordinal)).Select(File.ReadAllBytes),
        ];
        long used = DecodeMemory.Shared.Used;
        DecodeAll(decoder, files, 500);

        long rise = ResidentMemory.Rise(() => DecodeAll(decoder, files, 2000));

        Assert.InRange(rise, long.MinValue, 24L << 20);
        Assert.Equal(used, DecodeMemory.Shared.Used);
    }

    private static void DecodeAll(IImageDecoder decoder, byte[][] files, int count)
    {
        for (int i = 0; i < count; i++)
        {
            try
            {
                decoder.Decode(ImageInput.FromBytes(files[i % files.Length])).Dispose();
            }
            catch (ImageDecodeException)
            {
                continue;
            }
        }
    }

    private static async Task Until(Func<bool> condition)
    {
        Stopwatch clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20);
            await Task.Delay(1, Cancel);
        }
    }

    private static void InterlockedMax(ref long most, long value)
    {
        for (long seen = Interlocked.Read(ref most); value > seen; seen = Interlocked.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
