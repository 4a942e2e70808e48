using System.Text.Json;
using Vlm.Generation;
using Vlm.Onnx;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Generation;

/// <summary>What transformers' generate gave for tiny decoders with random weights: one with, one without cached encoder keys, both with a cache branch.</summary>
public sealed class TransformersGoldenTests
{
    private static readonly string[] Known = ["max_new_tokens", "max_length", "num_beams", "length_penalty", "early_stopping", "suppress_tokens"];

    [Theory]
    [InlineData("vit-gpt2", 15)]
    [InlineData("trocr", 12)]
    public void Generate_EveryCaseOfKnownOptions_EqualsTransformers(string family, int expectedCases)
    {
        SafetensorsFile tensors = SafetensorsFile.Read(SharedFolder.Find("families", family, "golden", "tensors.safetensors"));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.Find("families", family, "golden", "generation.json")));
        using OnnxSession session = OnnxSession.Load(SharedFolder.Find("families", family, "onnx", "decoder_model_merged.onnx"));
        DecoderSession decoder = new(session);
        using ImageFeatures images = tensors.Grid("encoder.last_hidden_state", 3);
        JsonElement config = json.RootElement.GetProperty("generation_config");
        int end = config.GetProperty("eos_token_id").GetInt32(), pad = config.GetProperty("pad_token_id").GetInt32();
        JsonElement run = json.RootElement.GetProperty("runs")[0];
        int start = run.GetProperty("decoder_input_ids")[0].GetInt32(), cases = 0;
        foreach (JsonElement example in run.GetProperty("cases").EnumerateArray())
        {
            JsonElement options = example.GetProperty("options");
            if (options.EnumerateObject().All(o => Known.Contains(o.Name) && o.Value.ValueKind != JsonValueKind.String))
            {
                Compare(example, Generate(decoder, images, start, Settings(options, end)), pad);
                cases++;
            }
        }

        Assert.Equal(expectedCases, cases);
        Assert.Equal(0, session.LiveInputs);
        Assert.Equal(0, session.LiveOutputs);
    }

    private static GeneratedSequence[] Generate(DecoderSession decoder, ImageFeatures images, int start, GenerationSettings settings)
    {
        using SessionDecoderSteps steps = new(decoder, images.Rows!, [.. Enumerable.Repeat<int[]>([start], images.BatchSize)]);
        return settings.NumBeams == 1 ? new GreedySearch(steps, settings).Run(default) : BeamSearch.Run(steps, settings, default);
    }

    private static void Compare(JsonElement example, GeneratedSequence[] texts, int pad)
    {
        string name = example.GetProperty("name").GetString()!;
        int[][] sequences = example.GetProperty("sequences").Deserialize<int[][]>()!;
        for (int i = 0; i < texts.Length; i++)
        {
            int[] padded = [.. texts[i].Ids, .. Enumerable.Repeat(pad, sequences[i].Length - 1 - texts[i].Ids.Length)];
            Assert.True(sequences[i].AsSpan(1).SequenceEqual(padded), $"{name}: expected {string.Join(' ', sequences[i][1..])}, found {string.Join(' ', padded)}.");
            if (example.TryGetProperty("sequences_scores", out JsonElement scores))
            {
                Assert.Equal(scores[i].GetDouble(), texts[i].Score, 1e-3);
            }

            if (example.TryGetProperty("token_logprobs", out JsonElement tokens))
            {
                Assert.Equal(tokens[i].Deserialize<double[]>()!.Sum(), texts[i].LogProbability, 1e-3);
            }
        }
    }

    private static GenerationSettings Settings(JsonElement options, int end) => new(new GenerationDefaults
    {
        EndIds = [end],
        MaxNewTokens = options.TryGetProperty("max_new_tokens", out JsonElement count) ? count.GetInt32() : options.GetProperty("max_length").GetInt32() - 1,
        NumBeams = options.TryGetProperty("num_beams", out JsonElement beams) ? beams.GetInt32() : 1,
        LengthPenalty = options.TryGetProperty("length_penalty", out JsonElement penalty) ? penalty.GetSingle() : 1,
        EarlyStopping = options.TryGetProperty("early_stopping", out JsonElement early) && early.GetBoolean(),
        SuppressedIds = options.TryGetProperty("suppress_tokens", out JsonElement ids) ? ids.Deserialize<int[]>()! : [],
    });
}
