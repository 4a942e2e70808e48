using System.Diagnostics;
using Vlm.Encoders;
using Vlm.Generation;
using Vlm.Heads;
using Vlm.Onnx;
using Vlm.Tests.Fusion;
using Vlm.Tests.Goldens;
using Vlm.Tests.Heads;

namespace Vlm.Tests.Onnx;

/// <summary>Long series of calls do not grow the process. Alone in their collection: another test's memory would be counted too.</summary>
[Collection(Alone.Name)]
public sealed class MemoryTests
{
    private const long Allowed = 24L << 20;

    [Fact]
    public void Encode_TwoThousandTimes_KeepsTheProcessSmall()
    {
        OnnxSession session = OnnxSession.Load(ModelsFolder.Find("tiny", "siglip", "onnx", "vision_model.onnx"));
        using SessionImageEncoder encoder = SessionImageEncoder.Create(session, null, null, []);
        using PixelValues pixels = new(Features.Numbers(4, 3, 64, 64));
        void Encode() => encoder.Encode(pixels).Dispose();

        AssertFlat(Encode, warmUp: 200, count: 2000);
        Assert.Equal(0, session.LiveInputs);
        Assert.Equal(0, session.LiveOutputs);
    }

    [Fact]
    public void Caption_TwoHundredTimes_KeepsTheProcessSmall()
    {
        OnnxSession session = OnnxSession.Load(ModelsFolder.Find("default", "captioner", "onnx", "decoder_model_merged.onnx"));
        using SessionCaptionHead head = new(
            session, new WordDecoder(ModelsFolder.Find("default", "captioner", "tokenizer.json"), 4),
            new GenerationDefaults { StartId = 2, EndIds = [3], MaxPositions = 32, Options = new() { NumBeams = 3, SuppressTokens = [0, 1, 2] } });
        using ImageFeatures images = Features.Images(1, 49, 1280);
        void Caption() => head.Caption(images);

        AssertFlat(Caption, warmUp: 20, count: 200);
        Assert.Equal(0, session.LiveInputs);
        Assert.Equal(0, session.LiveOutputs);
    }

    private static void AssertFlat(Action call, int warmUp, int count)
    {
        Repeat(call, warmUp);
        long before = Resident();
        Repeat(call, count);
        long growth = Resident() - before;
        Assert.True(growth < Allowed, $"{count} calls grew the process by {growth >> 10} KiB.");
    }

    private static void Repeat(Action call, int count)
    {
        for (int i = 0; i < count; i++)
        {
            call();
        }
    }

    private static long Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using Process self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }
}
