using System.Diagnostics;
using Vlm.Onnx;
using Vlm.Tests.Fusion;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Onnx;

[Collection(Alone.Name)]
public sealed class RunCancellationTests
{
    private static readonly string Encoder = ModelsFolder.Find("default", "image-encoder", "onnx", "model.onnx");

    [Fact]
    public void Run_CancelledUnderWay_StopsAndFreesItsInputs()
    {
        using OnnxSession session = OnnxSession.Load(Encoder, new OnnxSessionOptions { IntraOpThreads = 1 });
        using TensorBuffer<float> pixels = Features.Numbers(64, 3, 224, 224);
        Stopwatch whole = Stopwatch.StartNew();
        session.Run([new("pixel_values", pixels)]).Dispose();
        whole.Stop();
        using CancellationTokenSource source = new(whole.Elapsed / 10);

        Stopwatch stopped = Stopwatch.StartNew();
        OperationCanceledException e = Assert.ThrowsAny<OperationCanceledException>(() => session.Run([new("pixel_values", pixels)], null, source.Token));

        Assert.Equal(source.Token, e.CancellationToken);
        Assert.True(stopped.Elapsed < whole.Elapsed, $"{stopped.Elapsed} of {whole.Elapsed}");
        Assert.Equal(0, session.LiveInputs);
        Assert.Equal(0, session.LiveOutputs);
    }

    [Fact]
    public void Run_CancelledBefore_DoesNotRun()
    {
        using OnnxSession session = OnnxSession.Load(Encoder);
        using TensorBuffer<float> pixels = Features.Numbers(1, 3, 224, 224);

        Assert.ThrowsAny<OperationCanceledException>(() => session.Run([new("pixel_values", pixels)], null, new CancellationToken(canceled: true)));

        session.Run([new("pixel_values", pixels)]).Dispose();
    }
}
