using System.Text.Json;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Families;

/// <summary>One case of Python's generate for a family with an encoder beside its decoder: three pictures, their prompts and the options.</summary>
internal static class EncoderDecoderCase
{
    private const double Tolerance = 1e-3;

    public static async Task RunAsync(ITextGenerator generator, FamilyGoldens golden, JsonElement run, JsonElement example)
    {
        VisionPrompt[] prompts = [.. golden.Pictures.Zip(FamilyGoldens.PromptsOf(run), (picture, prompt) => new VisionPrompt(picture, prompt))];
        IReadOnlyList<IReadOnlyList<GeneratedSequence>> texts = await generator.GenerateAsync(prompts, Options(example.GetProperty("options")), TestContext.Current.CancellationToken);
        Compare(example, texts, run.TryGetProperty("decoder_input_ids", out JsonElement start) ? start.GetArrayLength() : 1);
    }

    private static void Compare(JsonElement example, IReadOnlyList<IReadOnlyList<GeneratedSequence>> texts, int prompt)
    {
        string name = example.Text("name");
        GeneratedSequence[] rows = [.. texts.SelectMany(row => row)];
        JsonElement sequences = example.GetProperty("sequences");
        Assert.Equal(sequences.GetArrayLength(), rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            int[] expected = [.. sequences[i].EnumerateArray().Skip(prompt).Select(id => id.GetInt32())];
            Assert.True(
                expected.AsSpan(0, rows[i].Ids.Count).SequenceEqual([.. rows[i].Ids]) && expected.Skip(rows[i].Ids.Count).Distinct().Count() <= 1,
                $"{name}, row {i}: expected {string.Join(' ', expected)}, found {string.Join(' ', rows[i].Ids)}.");
            if (expected.Length > rows[i].Ids.Count)
            {
                Assert.Equal(FinishReason.EndOfText, rows[i].FinishReason);
            }

            if (example.TryGetProperty("sequences_scores", out JsonElement scores))
            {
                Closeness.Within(scores[i].GetDouble(), rows[i].Score, Tolerance, $"{name}: score {i}");
            }

            if (example.TryGetProperty("token_logprobs", out JsonElement tokens))
            {
                Closeness.Within([.. tokens[i].Doubles().Select(log => (float)log)], [.. rows[i].TokenLogProbabilities], Tolerance);
            }
        }
    }

    // What the case does not name is at transformers' default, whatever the folder says.
    private static GenerationOptions Options(JsonElement named)
    {
        GenerationOptions options = new() { NumBeams = 1, LengthPenalty = 1, EarlyStopping = EarlyStopping.Likely, NoRepeatNgramSize = 0 };
        foreach (JsonProperty option in named.EnumerateObject())
        {
            JsonElement value = option.Value;
            switch (option.Name)
            {
                case "max_new_tokens": options.MaxNewTokens = value.GetInt32(); break;
                case "max_length": options.MaxLength = value.GetInt32(); break;
                case "min_length": options.MinLength = value.GetInt32(); break;
                case "min_new_tokens": options.MinNewTokens = value.GetInt32(); break;
                case "num_beams": options.NumBeams = value.GetInt32(); break;
                case "num_return_sequences": options.NumReturnSequences = value.GetInt32(); break;
                case "length_penalty": options.LengthPenalty = value.GetSingle(); break;
                case "early_stopping": options.EarlyStopping = value.ValueKind switch { JsonValueKind.True => EarlyStopping.Always, JsonValueKind.False => EarlyStopping.Likely, _ => EarlyStopping.Never }; break;
                case "repetition_penalty": options.RepetitionPenalty = value.GetSingle(); break;
                case "no_repeat_ngram_size": options.NoRepeatNgramSize = value.GetInt32(); break;
                case "bad_words_ids": options.BadWordIds = value.Deserialize<int[][]>(); break;
                case "suppress_tokens": options.SuppressTokens = value.Deserialize<int[]>(); break;
                case "begin_suppress_tokens": options.BeginSuppressTokens = value.Deserialize<int[]>(); break;
                case "forced_eos_token_id": options.ForcedEosTokenIds = [value.GetInt32()]; break;
                default: Assert.Fail($"'{option.Name}' is not passed on."); break;
            }
        }

        return options;
    }
}
