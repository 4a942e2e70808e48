using System.Diagnostics;
using Vlm.Generation;
using Vlm.Onnx;
using Vlm.Tests.Onnx;

namespace Vlm.Tests.Generation;

/// <summary>A long prompt is read in one run; cancelling stops inside it.</summary>
[Collection(Alone.Name)]
public sealed class PrefillCancellationTests
{
    private const int Length = 200_000, Entries = 400;

    [Fact]
    public void Read_CancelledInsideALongPrompt_StopsSoonAndLeavesNothing()
    {
        using TemporaryFolder folder = new();
        TinyOnnx.WriteHalfDecoder(folder["decoder.onnx"], entries: Entries);
        using CausalDecoder decoder = new(OnnxSession.Load(folder["decoder.onnx"], new OnnxSessionOptions { IntraOpThreads = 1 }));
        using CausalPrompt prompt = new(new int[Length], new TensorBuffer<float>(new float[2 * Length], [Length, 2]), PromptPositions.Sequential(Length, 1, 0));
        using CancellationTokenSource source = new();
        long cancelled = 0;
        using Timer timer = new(_ =>
        {
            Volatile.Write(ref cancelled, Stopwatch.GetTimestamp());
            source.Cancel();
        });
        timer.Change(TimeSpan.FromMilliseconds(30), Timeout.InfiniteTimeSpan);

        Assert.ThrowsAny<OperationCanceledException>(() => CausalContext.Read(decoder, prompt, Length, 0, source.Token));

        TimeSpan stopping = Stopwatch.GetElapsedTime(Volatile.Read(ref cancelled));
        Assert.True(stopping < TimeSpan.FromSeconds(2), $"It took {stopping} to stop.");
        Assert.Equal((0, 0), (decoder.Session.LiveInputs, decoder.Session.LiveOutputs));

        // The same session reads on as if nothing had been.
        using CausalPrompt again = new([1, 2], new TensorBuffer<float>(new float[] { 1, 2, 2, 4 }, [2, 2]), PromptPositions.Sequential(2, 1, 0));
        using CausalContext context = CausalContext.Read(decoder, again, 2, 0, CancellationToken.None);
        Assert.Equal([5, 10], context.Logits.ToArray());
    }
}
