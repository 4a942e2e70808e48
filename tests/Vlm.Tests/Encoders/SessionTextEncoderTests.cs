using System.Text.Json;
using Vlm.Encoders;
using Vlm.Onnx;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Encoders;

public sealed class SessionTextEncoderTests
{
    [Fact]
    public void Encode_MiniLm_StatesOfRealTokensEqualGoldens()
    {
        SafetensorsFile golden = SafetensorsFile.Read(SharedFolder.Find("models", "all-minilm-l6-v2", "golden", "embeddings.safetensors"));
        using SessionTextEncoder encoder = MiniLm(TextPooling.Mean);
        using TokenIds ids = Batch(golden);

        using TextFeatures features = encoder.Encode(ids);

        float[] expected = golden.Floats("batch.last_hidden_state"), actual = features.Tokens!.Span.ToArray();
        long[] mask = golden.Longs("batch.attention_mask");
        for (int token = 0; token < mask.Length; token++)
        {
            if (mask[token] == 1)
            {
                Closeness.Within(expected.AsSpan(token * 384, 384), actual.AsSpan(token * 384, 384), 1e-4);
            }
        }

        Assert.Equal(mask, features.Mask!.Span.ToArray());
        Assert.Equal("rows of 384, pooled 384", encoder.OutputSizes.ToString());
    }

    [Fact]
    public void Encode_MiniLmMeanPooled_EqualsGoldenEmbeddingsOnceNormalised()
    {
        SafetensorsFile golden = SafetensorsFile.Read(SharedFolder.Find("models", "all-minilm-l6-v2", "golden", "embeddings.safetensors"));
        using SessionTextEncoder encoder = MiniLm(TextPooling.Mean);
        using TokenIds ids = Batch(golden);

        using TextFeatures features = encoder.Encode(ids);

        RowNorm.Normalize(features.Pooled!);
        float[] expected = golden.Floats("sentence_embedding.stored");
        int[] sentences = [0, 1, 44, 50];
        for (int i = 0; i < sentences.Length; i++)
        {
            Closeness.Within(expected.AsSpan(sentences[i] * 384, 384), features.Pooled!.Row(i), 1e-5);
        }
    }

    [Fact]
    public void Encode_FirstTokenPooling_IsTheFirstState()
    {
        SafetensorsFile golden = SafetensorsFile.Read(SharedFolder.Find("models", "all-minilm-l6-v2", "golden", "embeddings.safetensors"));
        using SessionTextEncoder encoder = MiniLm(TextPooling.FirstToken);
        using TokenIds ids = Batch(golden);

        using TextFeatures features = encoder.Encode(ids);

        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(features.Tokens!.Row(i)[..384].ToArray(), features.Pooled!.Row(i).ToArray());
        }
    }

    [Theory]
    [InlineData("clip", "split.text_embeds", "no rows, pooled 32")]
    [InlineData("siglip", "split.text.pooler_output", "rows of 48, pooled 48")]
    public void Encode_TextTower_EqualsGoldens(string family, string tensor, string sizes)
    {
        SafetensorsFile golden = SafetensorsFile.Read(ModelsFolder.Find("tiny", family, "golden", "tensors.safetensors"));
        using JsonDocument cases = JsonDocument.Parse(File.ReadAllBytes(ModelsFolder.Find("tiny", family, "golden", "cases.json")));
        long[][] rows = cases.RootElement.GetProperty("input_ids").Deserialize<long[][]>()!;
        using SessionTextEncoder encoder = new(
            OnnxSession.Load(ModelsFolder.Find("tiny", family, "onnx", "text_model.onnx")), null, null, TextPooling.Session);
        using TokenIds ids = Ids([.. rows.SelectMany(r => r)], rows.Length);

        using TextFeatures features = encoder.Encode(ids);

        Closeness.Within(golden.Floats(tensor), features.Pooled!.Span, 1e-4);
        Assert.Equal(sizes, encoder.OutputSizes.ToString());
    }

    [Fact]
    public void Constructor_MeanPoolingWithoutStates_SaysWhatIsThere()
    {
        using OnnxSession session = OnnxSession.Load(ModelsFolder.Find("tiny", "clip", "onnx", "text_model.onnx"));

        ModelFolderException e = Assert.Throws<ModelFolderException>(() => new SessionTextEncoder(session, null, null, TextPooling.Mean));

        Assert.Contains("text_embeds: Float32 [?,32]", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_NoTextEncoder_SaysWhatItAsksFor()
    {
        using OnnxSession session = OnnxSession.Load(ModelsFolder.Find("tiny", "clip", "onnx", "model.onnx"));

        ModelFolderException e = Assert.Throws<ModelFolderException>(() => new SessionTextEncoder(session, null, null, TextPooling.Session));

        Assert.Contains("pixel_values", e.Message, StringComparison.Ordinal);
    }

    private static SessionTextEncoder MiniLm(TextPooling pooling) =>
        new(OnnxSession.Load(ModelsFolder.Find("default", "text-encoder", "onnx", "model.onnx")), null, null, pooling);

    private static TokenIds Batch(SafetensorsFile golden) => new(
        golden.LongTensor("batch.input_ids"), golden.LongTensor("batch.attention_mask"), golden.LongTensor("batch.token_type_ids"), new bool[4]);

    private static TokenIds Ids(long[] ids, int batch)
    {
        long[] shape = [batch, ids.Length / batch], ones = new long[ids.Length];
        Array.Fill(ones, 1);
        return new TokenIds(new TensorBuffer<long>(ids, shape), new TensorBuffer<long>(ones, shape), new TensorBuffer<long>(new long[ids.Length], shape), new bool[batch]);
    }
}
