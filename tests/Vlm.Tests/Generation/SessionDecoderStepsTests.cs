using Vlm.Generation;
using Vlm.Onnx;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Generation;

public sealed class SessionDecoderStepsTests
{
    [Fact]
    public void Step_TwoStepsOfTheCaptioner_EqualGoldens()
    {
        SafetensorsFile golden = StarterGoldens.Read("captioner", "golden", "step.safetensors");
        using OnnxSession session = OnnxSession.Load(ModelsFolder.Find("default", "captioner", "onnx", "decoder_model_merged.onnx"));
        using ImageFeatures images = StarterGoldens.Images(2);
        using SessionDecoderSteps steps = new(new DecoderSession(session), images.Rows!, 2);

        steps.Step(golden.Longs("step0.input_ids"), default);
        float[] first = golden.Floats("step0.logits");
        Closeness.Within(first.AsSpan(2 * 2888, 2888), steps.Logits(0), 1e-4);
        Closeness.Within(first.AsSpan(5 * 2888, 2888), steps.Logits(1), 1e-4);

        steps.Step(golden.Longs("step1.input_ids"), default);
        float[] second = golden.Floats("step1.logits");
        Closeness.Within(second.AsSpan(0, 2888), steps.Logits(0), 1e-4);
        Closeness.Within(second.AsSpan(2888, 2888), steps.Logits(1), 1e-4);
    }

    [Fact]
    public void Reorder_RowsSwappedRepeatedAndDropped_FollowTheirPictures()
    {
        SafetensorsFile golden = StarterGoldens.Read("captioner", "golden", "step.safetensors");
        using OnnxSession session = OnnxSession.Load(ModelsFolder.Find("default", "captioner", "onnx", "decoder_model_merged.onnx"));
        using ImageFeatures images = StarterGoldens.Images(2);
        using SessionDecoderSteps steps = new(new DecoderSession(session), images.Rows!, 2);
        long[] next = golden.Longs("step1.input_ids");
        float[] expected = golden.Floats("step1.logits");

        steps.Step(golden.Longs("step0.input_ids"), default);
        steps.Reorder([1, 1, 0]);
        Assert.Equal(3, steps.Rows);
        steps.Reorder([2, 0]);
        steps.Reorder([1, 0]);
        steps.Step([next[1], next[0]], default);

        Closeness.Within(expected.AsSpan(2888, 2888), steps.Logits(0), 1e-4);
        Closeness.Within(expected.AsSpan(0, 2888), steps.Logits(1), 1e-4);
    }
}
