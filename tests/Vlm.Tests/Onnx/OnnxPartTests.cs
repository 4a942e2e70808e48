using Vlm.Onnx;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Onnx;

/// <summary>Parts of files as models of their own.</summary>
public sealed class OnnxPartTests
{
    [Theory]
    [InlineData("clip", "model.onnx", "image_embeds", "pixel_values")]
    [InlineData("clip", "model_fp16.onnx", "image_embeds", "pixel_values")]
    [InlineData("clip", "model_quantized.onnx", "image_embeds", "pixel_values")]
    [InlineData("clip", "model_q4.onnx", "image_embeds", "pixel_values")]
    [InlineData("siglip", "model.onnx", "image_embeds", "pixel_values")]
    [InlineData("siglip", "model.onnx", "text_embeds", "input_ids")]
    [InlineData("owlv2", "model.onnx", "text_embeds", "input_ids")]
    public void LoadPart_OneOutput_AsksForItsInputsAlone(string family, string file, string output, string input)
    {
        string path = ModelsFolder.Find("tiny", family, "onnx", file);
        using OnnxSession part = OnnxSession.LoadPart(path, null, output);
        Assert.Equal([output], part.Outputs.Select(spec => spec.Name));
        Assert.True(part.HasInput(input));
        Assert.All(part.Inputs, spec => Assert.Contains(spec.Name, (string[])[input, "attention_mask"]));
        Assert.True(OnnxPart.Cut(OnnxOutline.Read(path), output).Length < new FileInfo(path).Length * 3 / 4);
    }

    [Fact]
    public void LoadPart_ExternalData_IsRead()
    {
        string path = ModelsFolder.Find("tiny", "clip-external", "onnx", "vision_model.onnx");
        using OnnxSession whole = OnnxSession.Load(path), part = OnnxSession.LoadPart(path, null, "image_embeds");
        using TensorBuffer<float> pixels = TensorBuffer.Rent<float>(1, 3, 48, 48);
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels.Span[i] = MathF.Sin(i);
        }

        using SessionOutputs expected = whole.Run([new SessionInput("pixel_values", pixels)]), actual = part.Run([new SessionInput("pixel_values", pixels)]);

        Closeness.Within(((TensorBuffer<float>)expected[0]).Span, ((TensorBuffer<float>)actual[0]).Span, 0);
    }

    [Fact]
    public void LoadPart_GraphsInsideOperators_KeepWhatTheyRead()
    {
        // The merged decoder's branches read weights and inputs from outside of them.
        string path = ModelsFolder.Find("tiny", "vit-gpt2", "onnx", "decoder_model_merged.onnx");
        using OnnxSession whole = OnnxSession.Load(path), part = OnnxSession.LoadPart(path, null, [.. OnnxOutline.Read(path).Outputs.Keys]);
        Assert.Equal(whole.Inputs.Select(spec => spec.Name).Order(), part.Inputs.Select(spec => spec.Name).Order());
    }

    [Fact]
    public void LoadPart_NoSuchOutput_NamesThoseThatAreThere()
    {
        string path = ModelsFolder.Find("tiny", "clip", "onnx", "text_model.onnx");
        ModelFolderException e = Assert.Throws<ModelFolderException>(() => OnnxSession.LoadPart(path, null, "image_embeds"));
        Assert.Contains("text_embeds", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("clip", "model.onnx", 24.53253173828125, null, 1e-5)]
    [InlineData("clip", "model_fp16.onnx", 24.53253173828125, null, 0.02)]
    [InlineData("clip", "model_q4.onnx", 24.53253173828125, null, 1e-5)]
    [InlineData("siglip", "model.onnx", 9.97418212890625, -4.0, 1e-5)]
    public void Find_LogitScale_IsTheTrainedOne(string family, string file, double scale, double? bias, double tolerance)
    {
        LogitScale found = LogitScale.Find(OnnxOutline.Read(ModelsFolder.Find("tiny", family, "onnx", file)), "logits_per_image")!;
        Closeness.Within(scale, found.Scale, tolerance);
        Assert.Equal(bias, found.Bias);
    }

    [Fact]
    public void Find_FileWithoutScores_IsNull() =>
        Assert.Null(LogitScale.Find(OnnxOutline.Read(ModelsFolder.Find("tiny", "clip", "onnx", "text_model.onnx")), "logits_per_image"));
}
