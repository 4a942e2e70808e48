using Vlm.Generation;
using Vlm.Heads;
using Vlm.Onnx;
using Vlm.Tests.Fusion;
using Vlm.Tests.Goldens;
using Vlm.Tests.Heads;

namespace Vlm.Tests.Onnx;

public sealed class ConcurrencyTests
{
    [Fact]
    public async Task Caption_ManyCallersOfOneSession_EachGetTheirOwn()
    {
        OnnxSession session = OnnxSession.Load(ModelsFolder.Find("default", "captioner", "onnx", "decoder_model_merged.onnx"), new OnnxSessionOptions { IntraOpThreads = 1 });
        using SessionCaptionHead head = new(
            session, new WordDecoder(ModelsFolder.Find("default", "captioner", "tokenizer.json"), 4),
            new GenerationDefaults { StartId = 2, EndIds = [3], MaxPositions = 32, Options = new() { NumBeams = 2, SuppressTokens = [0, 1, 2] } });
        ImageFeatures[] pictures = [.. Enumerable.Range(1, 4).Select(i => new ImageFeatures([49], Scaled(i)))];
        Caption[] alone = [.. pictures.Select(p => head.Caption(p)[0])];

        Task<Caption>[] together = [.. Enumerable.Range(0, 12).Select(i => Task.Run(() => head.Caption(pictures[i % 4])[0]))];

        Caption[] results = await Task.WhenAll(together);
        for (int i = 0; i < results.Length; i++)
        {
            Assert.Equal(alone[i % 4].Ids, results[i].Ids);
            Assert.Equal(alone[i % 4].Score, results[i].Score);
        }

        Assert.Equal(0, session.LiveInputs);
        Assert.Equal(0, session.LiveOutputs);
    }

    [Fact]
    public void Caption_AnyNumberOfThreads_SameBits()
    {
        using ImageFeatures picture = Features.Images(2, 49, 1280);
        float[] Scores(int threads)
        {
            OnnxSession session = OnnxSession.Load(ModelsFolder.Find("default", "captioner", "onnx", "decoder_model_merged.onnx"), new OnnxSessionOptions { IntraOpThreads = threads });
            using SessionCaptionHead head = new(
                session, new WordDecoder(ModelsFolder.Find("default", "captioner", "tokenizer.json"), 4),
                new GenerationDefaults { StartId = 2, EndIds = [3], MaxPositions = 32, Options = new() { NumBeams = 3, SuppressTokens = [0, 1, 2] } });
            return [.. head.Caption(picture).Select(c => c.LogProbability)];
        }

        Assert.Equal(Scores(1), Scores(4));
    }

    private static TensorBuffer<float> Scaled(int factor)
    {
        TensorBuffer<float> rows = Features.Numbers(49, 1280);
        foreach (ref float value in rows.Span)
        {
            value *= factor;
        }

        return rows;
    }
}
