using Vlm.Composition.Generative.EncoderDecoder;
using Vlm.Tests.Composition;
using Vlm.Tests.Goldens;
using Vlm.Tests.Onnx;

namespace Vlm.Tests.Families;

/// <summary>Families with an encoder beside their decoder in half precision: sessions, cache and pictures, with the texts of full precision.</summary>
public sealed class HalfPrecisionFamilyTests
{
    private static readonly ImageInput Picture = ImageInput.FromFile(DefaultModel.Picture("chelsea.png"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("vit-gpt2")]
    [InlineData("trocr")]
    [InlineData("donut")]
    [InlineData("florence2")]
    [InlineData("blip")]
    public async Task Load_HalfPrecisionFilesOnly_ReadsTheCaptionOfFullPrecisionAlike(string family)
    {
        string source = ModelsFolder.Find("tiny", family);
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["onnx"]);
        foreach (string file in Directory.EnumerateFiles(source))
        {
            File.Copy(file, folder[Path.GetFileName(file)]);
        }

        foreach (string file in Directory.EnumerateFiles(Path.Combine(source, "onnx"), "*.onnx"))
        {
            HalfPrecisionFile.Write(file, folder[$"onnx/{Path.GetFileNameWithoutExtension(file)}_fp16.onnx"]);
        }

        GenerationOptions options = new() { NumBeams = 1, DoSample = false, MaxNewTokens = 6 };
        using IVisionLanguageModel full = VisionLanguageModel.Load(source), half = VisionLanguageModel.Load(folder.Path, new VlmOptions { Precision = [ModelPrecision.Float16] });
        Caption caption = (await full.CaptionAsync([Picture], options, Cancel))[0];

        IReadOnlyList<float> scores = (await half.GetService<ICaptionScorer>()!.ScoreCaptionAsync([Picture], caption.Ids, Cancel))[0];
        Caption own = (await half.CaptionAsync([Picture], new GenerationOptions { NumBeams = 3, DoSample = false, MaxNewTokens = 6 }, Cancel))[0];

        Closeness.Within([.. caption.TokenLogProbabilities], [.. scores], 0.03);
        Assert.NotEqual(caption.TokenLogProbabilities, scores);
        Assert.NotEmpty(own.Ids);
        EncoderDecoderStages stages = half.GetService<EncoderDecoderStages>()!;
        Assert.Equal(TensorElementType.Float16, stages.Decoder.Cache.ElementType(0));
        Assert.Equal(TensorElementType.Float16, stages.Decoder.Logits.ElementType);
        Assert.All(half.Info.Sessions, session => Assert.Equal(ModelPrecision.Float16, session.Precision));
        Assert.Equal((0, 0), (stages.Decoder.Session.LiveInputs, stages.Decoder.Session.LiveOutputs));
    }
}
