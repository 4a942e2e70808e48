using Vlm.Tests.Goldens;
using Vlm.Training;

namespace Vlm.Tests.Training;

/// <summary>A two-layer transformer decoder with cross-attention, every parameter's gradient against PyTorch in double precision.</summary>
public class DecoderGoldenTests
{
    private const double Tolerance = 1e-5;

    private static SafetensorsFile Golden => SafetensorsFile.Read(GoldenFolder.Path("gradients", "decoder.safetensors"));

    [Theory]
    [InlineData(0.1f, "loss", "grad.")]
    [InlineData(0f, "loss_no_smoothing", "grad_no_smoothing.")]
    public void Differentiate_Decoder_LossAndGradientsEqualToPyTorch(float smoothing, string loss, string gradients)
    {
        SafetensorsFile golden = Golden;
        using TinyDecoder decoder = TinyDecoder.Read(golden, isBatchKnown: false);
        GraphValue value = decoder.Logits.CrossEntropy(decoder.Labels, new CrossEntropyOptions { LabelSmoothing = smoothing });
        using TrainingSession session = new(value, new AdamW(0));
        using TrainingBatch batch = TinyDecoder.Batch(golden);
        Closeness.Within(golden.Floats(loss)[0], session.Differentiate(batch), Tolerance);
        string[] names = [.. golden.Names.Where(name => name.StartsWith(gradients, StringComparison.Ordinal))];
        Assert.NotEmpty(names);
        foreach (string name in names)
        {
            Closeness.Within(golden.Floats(name), session.GradientOf(decoder.Parameters[name[gradients.Length..]]), Tolerance);
        }
    }

    [Fact]
    public void Run_Decoder_LogitsEqualToPyTorch()
    {
        SafetensorsFile golden = Golden;
        using TinyDecoder decoder = TinyDecoder.Read(golden, isBatchKnown: false);
        using GraphRunner runner = new([decoder.Logits]);
        using TrainingBatch batch = TinyDecoder.Batch(golden);
        using TensorBuffer<float> logits = (TensorBuffer<float>)runner.Run(batch)[0];
        Closeness.Within(golden.Floats("logits"), logits.Span, Tolerance);
    }

    [Fact]
    public void Step_SameBatch_LossFalls()
    {
        SafetensorsFile golden = Golden;
        using TinyDecoder decoder = TinyDecoder.Read(golden, isBatchKnown: false);
        using TrainingSession session = new(decoder.Logits.CrossEntropy(decoder.Labels), new AdamW(0.01));
        using TrainingBatch batch = TinyDecoder.Batch(golden);
        double first = session.Step(batch).Loss, last = 0;
        for (int i = 0; i < 50; i++)
        {
            last = session.Step(batch).Loss;
        }

        Assert.True(last < first / 10, $"The loss went from {first} to {last}.");
    }
}
