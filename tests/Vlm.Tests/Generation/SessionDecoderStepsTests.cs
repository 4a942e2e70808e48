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
        using OnnxSession session = OnnxSession.Load(StarterGoldens.Path("captioner", "onnx", "decoder_model_merged.onnx"));
        using ImageFeatures images = StarterGoldens.Images(2);
        using SessionDecoderSteps steps = new(new DecoderSession(session), images.Rows!, Prompts(golden));

        steps.Start(default);
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
        using OnnxSession session = OnnxSession.Load(StarterGoldens.Path("captioner", "onnx", "decoder_model_merged.onnx"));
        using ImageFeatures images = StarterGoldens.Images(2);
        using SessionDecoderSteps steps = new(new DecoderSession(session), images.Rows!, Prompts(golden));
        long[] next = golden.Longs("step1.input_ids");
        float[] expected = golden.Floats("step1.logits");

        steps.Start(default);
        steps.Reorder([1, 1, 0]);
        Assert.Equal(3, steps.Rows);
        steps.Reorder([2, 0]);
        steps.Reorder([1, 0]);
        steps.Step([next[1], next[0]], default);

        Closeness.Within(expected.AsSpan(2888, 2888), steps.Logits(0), 1e-4);
        Closeness.Within(expected.AsSpan(0, 2888), steps.Logits(1), 1e-4);
    }

    [Fact]
    public void Fork_RowsSwappedAndRepeated_StepsOnWithoutTouchingTheOriginal()
    {
        SafetensorsFile golden = StarterGoldens.Read("captioner", "golden", "step.safetensors");
        using OnnxSession session = OnnxSession.Load(StarterGoldens.Path("captioner", "onnx", "decoder_model_merged.onnx"));
        using ImageFeatures images = StarterGoldens.Images(2);
        long[] next = golden.Longs("step1.input_ids");
        float[] expected = golden.Floats("step1.logits");
        using (SessionDecoderSteps steps = new(new DecoderSession(session), images.Rows!, Prompts(golden)))
        {
            steps.Start(default);
            using (IDecoderSteps fork = steps.Fork([1, 0, 1]))
            {
                fork.Step([next[1], next[0], next[1]], default);

                Assert.Equal((3, 2), (fork.Rows, steps.Rows));
                Closeness.Within(expected.AsSpan(2888, 2888), fork.Logits(0), 1e-4);
                Closeness.Within(expected.AsSpan(0, 2888), fork.Logits(1), 1e-4);
                Closeness.Within(expected.AsSpan(2888, 2888), fork.Logits(2), 1e-4);
            }

            steps.Step(next, default);
            Closeness.Within(expected.AsSpan(0, 2888), steps.Logits(0), 1e-4);
        }

        Assert.Equal(0, session.LiveOutputs);
    }

    private static int[][] Prompts(SafetensorsFile golden) =>
        [.. golden.Longs("step0.input_ids").Select(id => (int)id).Chunk(3)];
}
