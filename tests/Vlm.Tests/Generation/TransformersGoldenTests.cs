using System.Text.Json;
using Vlm.Generation;
using Vlm.Onnx;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Generation;

/// <summary>What transformers' generate gave for tiny decoders with random weights: one with, one without cached encoder keys, both with a cache branch.</summary>
public sealed class TransformersGoldenTests
{
    [Theory]
    [InlineData("vit-gpt2", 29)]
    [InlineData("trocr", 23)]
    public void Generate_EveryCase_EqualsTransformers(string family, int expectedCases)
    {
        SafetensorsFile tensors = SafetensorsFile.Read(SharedFolder.Find("families", family, "golden", "tensors.safetensors"));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.Find("families", family, "golden", "generation.json")));
        using OnnxSession session = OnnxSession.Load(SharedFolder.Find("families", family, "onnx", "decoder_model_merged.onnx"));
        DecoderSession decoder = new(session);
        using ImageFeatures images = tensors.Grid("encoder.last_hidden_state", 3);
        JsonElement config = json.RootElement.GetProperty("generation_config");
        int end = config.GetProperty("eos_token_id").GetInt32(), pad = config.GetProperty("pad_token_id").GetInt32();
        ITokenizer tokenizer = Tokenizer.Load(SharedFolder.Find("families", family));
        GenerationEngine engine = new(new GenerationDefaults { EndIds = [end] }, tokenizer, decoder.VocabularySize);
        JsonElement run = json.RootElement.GetProperty("runs")[0];
        int start = run.GetProperty("decoder_input_ids")[0].GetInt32(), cases = 0;
        foreach (JsonElement example in run.GetProperty("cases").EnumerateArray())
        {
            using SessionDecoderSteps steps = new(decoder, images.Rows!, [.. Enumerable.Repeat<int[]>([start], images.BatchSize)]);
            Compare(example, engine.Generate(steps, TransformersOptions.Of(example.GetProperty("options")), default), pad);
            cases++;
        }

        Assert.Equal(expectedCases, cases);
        Assert.Equal(0, session.LiveInputs);
        Assert.Equal(0, session.LiveOutputs);
    }

    private static void Compare(JsonElement example, GeneratedSequence[][] texts, int pad)
    {
        string name = example.GetProperty("name").GetString()!;
        int[][] sequences = example.GetProperty("sequences").Deserialize<int[][]>()!;
        GeneratedSequence[] found = [.. texts.SelectMany(t => t)];
        Assert.Equal(sequences.Length, found.Length);
        for (int i = 0; i < found.Length; i++)
        {
            int[] padded = [.. found[i].Ids, .. Enumerable.Repeat(pad, sequences[i].Length - 1 - found[i].Ids.Count)];
            Assert.True(sequences[i].AsSpan(1).SequenceEqual(padded), $"{name}: expected {string.Join(' ', sequences[i][1..])}, found {string.Join(' ', padded)}.");
            if (example.TryGetProperty("texts", out JsonElement expected))
            {
                Assert.Equal(expected[i].GetString(), found[i].Text);
            }

            if (example.TryGetProperty("sequences_scores", out JsonElement scores))
            {
                Assert.Equal(scores[i].GetDouble(), found[i].Score, 1e-3);
            }

            if (example.TryGetProperty("token_logprobs", out JsonElement tokens))
            {
                double[] logProbabilities = tokens[i].Deserialize<double[]>()!;
                Assert.Equal(logProbabilities.Length, found[i].TokenLogProbabilities.Count);
                Assert.All(logProbabilities.Zip(found[i].TokenLogProbabilities), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
            }
        }
    }
}
