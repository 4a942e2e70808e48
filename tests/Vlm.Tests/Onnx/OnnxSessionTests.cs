using Vlm.Onnx;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Onnx;

public sealed class OnnxSessionTests
{
    private static readonly string Vision = ModelsFolder.Find("tiny", "clip", "onnx", "vision_model.onnx");

    [Fact]
    public void Load_ClipVision_DeclaresNamesAndFreeDimensions()
    {
        using OnnxSession session = OnnxSession.Load(Vision);

        Assert.Equal("pixel_values: Float32 [?,3,48,48]", Assert.Single(session.Inputs).ToString());
        Assert.Equal("image_embeds: Float32 [?,32]", Assert.Single(session.Outputs).ToString());
        Assert.Equal(Vision, session.Path);
    }

    [Fact]
    public void Run_UndeclaredAndMissingInputs_NamesThemAll()
    {
        using OnnxSession session = OnnxSession.Load(ModelsFolder.Find("tiny", "clip", "onnx", "model.onnx"));
        using TensorBuffer<long> ids = Zeros<long>(1, 4);

        ArgumentException e = Assert.Throws<ArgumentException>(() => session.Run([new("input_ids", ids), new("colour", ids), new("size", ids)]));

        Assert.Contains("pixel_values: Float32", e.Message, StringComparison.Ordinal);
        Assert.Contains("attention_mask: Int64", e.Message, StringComparison.Ordinal);
        Assert.Contains("colour, size", e.Message, StringComparison.Ordinal);
        Assert.Equal(0, session.LiveInputs);
    }

    [Fact]
    public void Run_InputTwice_NamesIt()
    {
        using OnnxSession session = OnnxSession.Load(Vision);
        using TensorBuffer<float> pixels = Zeros<float>(1, 3, 48, 48);

        Assert.Contains(
            "given twice: pixel_values", Assert.Throws<ArgumentException>(() => session.Run([new("pixel_values", pixels), new("pixel_values", pixels)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OtherShape_HasBothShapes()
    {
        using OnnxSession session = OnnxSession.Load(Vision);
        using TensorBuffer<float> pixels = Zeros<float>(1, 3, 32, 32);

        TensorShapeException e = Assert.Throws<TensorShapeException>(() => session.Run([new("pixel_values", pixels)]));

        Assert.Contains("[?,3,48,48]", e.Message, StringComparison.Ordinal);
        Assert.Contains("[1,3,32,32]", e.Message, StringComparison.Ordinal);
        Assert.Equal(0, session.LiveInputs);
    }

    [Fact]
    public void Run_OtherElementType_NamesBoth()
    {
        using OnnxSession session = OnnxSession.Load(Vision);
        using TensorBuffer<byte> pixels = Zeros<byte>(1, 3, 48, 48);

        TensorShapeException e = Assert.Throws<TensorShapeException>(() => session.Run([new("pixel_values", pixels)]));

        Assert.Contains("expected Float32, found UInt8", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_HalfPixels_AreWidened()
    {
        using OnnxSession session = OnnxSession.Load(Vision);
        using TensorBuffer<float> ones = Zeros<float>(1, 3, 48, 48);
        using TensorBuffer<Half> halves = Zeros<Half>(1, 3, 48, 48);
        ones.Span.Fill(0.5f);
        halves.Span.Fill((Half)0.5f);

        using SessionOutputs single = session.Run([new("pixel_values", ones)]);
        using SessionOutputs half = session.Run([new("pixel_values", halves)]);

        Assert.Equal(single.Take<float>(0).Span.ToArray(), half.Take<float>(0).Span.ToArray());
        Assert.Equal(0, session.LiveInputs);
    }

    [Fact]
    public void Run_ShapeGivenBeside_FeedsTheSameMemory()
    {
        SafetensorsFile golden = SafetensorsFile.Read(ModelsFolder.Find("tiny", "clip", "golden", "tensors.safetensors"));
        using OnnxSession session = OnnxSession.Load(Vision);
        using TensorBuffer<float> flat = new(golden.Floats("pixel_values"), [3 * 3 * 48, 48]);

        using SessionOutputs outputs = session.Run([new("pixel_values", flat, [3, 3, 48, 48])]);

        Closeness.Within(golden.Floats("split.image_embeds"), outputs.Take<float>("image_embeds").Span, 1e-4);
    }

    [Fact]
    public void Run_OutputTakenAndSessionDisposed_OutputStaysReadable()
    {
        TensorBuffer<float> output;
        OnnxSession session = OnnxSession.Load(Vision);
        using TensorBuffer<float> pixels = Zeros<float>(1, 3, 48, 48);
        using (SessionOutputs outputs = session.Run([new("pixel_values", pixels)]))
        {
            output = outputs.Take<float>(0);
        }

        session.Dispose();

        Assert.All(output.Span.ToArray(), v => Assert.True(float.IsFinite(v)));
        Assert.Equal(1, session.LiveOutputs);
        output.Dispose();
        Assert.Equal(0, session.LiveOutputs);
        Assert.Throws<ObjectDisposedException>(() => output.Span.Length);
    }

    [Fact]
    public void Run_AfterDispose_ThrowsObjectDisposed()
    {
        OnnxSession session = OnnxSession.Load(Vision);
        session.Dispose();
        session.Dispose();
        using TensorBuffer<float> pixels = Zeros<float>(1, 3, 48, 48);

        Assert.Throws<ObjectDisposedException>(() => session.Run([new("pixel_values", pixels)]));
    }

    [Fact]
    public async Task Dispose_WhileCallsRun_LetsThemFinishOrFailCleanly()
    {
        for (int round = 0; round < 10; round++)
        {
            OnnxSession session = OnnxSession.Load(Vision);
            Task<bool>[] callers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() => CallUntilDisposed(session)))];
            await Task.Delay(5, TestContext.Current.CancellationToken);
            session.Dispose();

            Assert.All(await Task.WhenAll(callers), Assert.True);
            Assert.Equal(0, session.LiveInputs);
            Assert.Equal(0, session.LiveOutputs);
        }
    }

    private static bool CallUntilDisposed(OnnxSession session)
    {
        using TensorBuffer<float> pixels = Zeros<float>(2, 3, 48, 48);
        while (true)
        {
            try
            {
                session.Run([new("pixel_values", pixels)]).Dispose();
            }
            catch (ObjectDisposedException)
            {
                return true;
            }
        }
    }

    private static TensorBuffer<T> Zeros<T>(params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        TensorBuffer<T> zeros = TensorBuffer.Rent<T>(shape);
        zeros.Span.Clear();
        return zeros;
    }
}
