using Vlm.Folders;

namespace Vlm.Tests.Folders;

public sealed class SessionVariantsTests
{
    private static readonly SessionVariants Subject = SessionVariants.Of(
    [
        "model.onnx", "onnx/text_model.onnx", "onnx/text_model_fp16.onnx", "onnx/text_model_quantized.onnx", "onnx/text_model_q4.onnx", "onnx/text_model_q4f16.onnx",
        "onnx/vision_model_uint8.onnx", "onnx/vision_model_quantized.onnx", "onnx/vision_model_bnb4.onnx", "vision_model_uint8.onnx", "other/vision_model.onnx", "onnx/model.onnx_data",
    ]);

    [Fact]
    public void Names_OfAFolder_AreItsSessions() => Assert.Equal(["model", "text_model", "vision_model"], Subject.Names);

    [Fact]
    public void Candidates_WithoutPreference_AreInTheDefaultOrder() => Assert.Equal(
        ["onnx/text_model.onnx", "onnx/text_model_fp16.onnx", "onnx/text_model_quantized.onnx", "onnx/text_model_q4.onnx", "onnx/text_model_q4f16.onnx"],
        Subject.Candidates("text_model").Select(c => c.File));

    [Theory]
    [InlineData("text_model", new[] { ModelPrecision.Q4Float16, ModelPrecision.Float16 }, "onnx/text_model_q4f16.onnx", ModelPrecision.Q4Float16)]
    [InlineData("text_model", new[] { ModelPrecision.Bnb4, ModelPrecision.Float16 }, "onnx/text_model_fp16.onnx", ModelPrecision.Float16)]
    [InlineData("text_model", new[] { ModelPrecision.Int8 }, "onnx/text_model_quantized.onnx", ModelPrecision.Quantized)]
    [InlineData("text_model", new[] { ModelPrecision.Bnb4 }, "onnx/text_model.onnx", ModelPrecision.Float32)]
    [InlineData("vision_model", new[] { ModelPrecision.UInt8 }, "onnx/vision_model_uint8.onnx", ModelPrecision.UInt8)]
    [InlineData("vision_model", new[] { ModelPrecision.Float32 }, "onnx/vision_model_quantized.onnx", ModelPrecision.Quantized)]
    public void Candidates_WithPreference_PutItFirst(string name, ModelPrecision[] preferred, string file, ModelPrecision precision) =>
        Assert.Equal(new SessionVariant(name, precision, file), Subject.Candidates(name, preferred)[0]);

    [Fact]
    public void Candidates_OfAFolderWithoutTheSession_AreNone() => Assert.Empty(Subject.Candidates("decoder_model_merged", [ModelPrecision.Q4]));

    [Fact]
    public void Candidates_WithoutPreference_AreAllFilesOfTheSession() =>
        Assert.Equal([ModelPrecision.Quantized, ModelPrecision.UInt8, ModelPrecision.Bnb4], Subject.Candidates("vision_model").Select(variant => variant.Precision));
}
