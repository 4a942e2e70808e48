using System.Text.Json;

namespace Vlm.Cli.Input;

/// <summary>Generation options under the names of generation_config.json; what is not named is at transformers' default, not at the model's.</summary>
internal static class GenerationOptionsFile
{
    private static readonly Dictionary<string, Action<GenerationOptions, Value>> Names = new(StringComparer.Ordinal)
    {
        ["max_new_tokens"] = (o, v) => o.MaxNewTokens = v.Count(1),
        ["max_length"] = (o, v) => o.MaxLength = v.Count(1),
        ["min_length"] = (o, v) => o.MinLength = v.Count(0),
        ["min_new_tokens"] = (o, v) => o.MinNewTokens = v.Count(0),
        ["max_time"] = (o, v) => o.MaxTime = TimeSpan.FromSeconds(v.Number(0.001f, int.MaxValue)),
        ["stop_strings"] = (o, v) => o.StopStrings = v.Texts(),
        ["num_beams"] = (o, v) => o.NumBeams = v.Count(1),
        ["num_return_sequences"] = (o, v) => o.NumReturnSequences = v.Count(1),
        ["rerank_weight"] = (o, v) => o.RerankWeight = v.Number(0, float.MaxValue),
        ["length_penalty"] = (o, v) => o.LengthPenalty = v.Number(float.MinValue, float.MaxValue),
        ["early_stopping"] = (o, v) => o.EarlyStopping = v.EarlyStopping(),
        ["do_sample"] = (o, v) => o.DoSample = v.Flag(),
        ["seed"] = (o, v) => o.Seed = v.Count(0),
        ["temperature"] = (o, v) => o.Temperature = v.Number(0, float.MaxValue),
        ["top_k"] = (o, v) => o.TopK = v.Count(0),
        ["top_p"] = (o, v) => o.TopP = v.Number(0, 1),
        ["min_p"] = (o, v) => o.MinP = v.Number(0, 1),
        ["typical_p"] = (o, v) => o.TypicalP = v.Number(0, 1),
        ["repetition_penalty"] = (o, v) => o.RepetitionPenalty = v.Number(float.Epsilon, float.MaxValue),
        ["no_repeat_ngram_size"] = (o, v) => o.NoRepeatNgramSize = v.Count(0),
        ["encoder_no_repeat_ngram_size"] = (o, v) => o.EncoderNoRepeatNgramSize = v.Count(0),
        ["bad_words_ids"] = (o, v) => o.BadWordIds = v.Runs(),
        ["forced_bos_token_id"] = (o, v) => o.ForcedBosTokenId = v.Count(0),
        ["forced_eos_token_id"] = (o, v) => o.ForcedEosTokenIds = v.Ids(),
        ["suppress_tokens"] = (o, v) => o.SuppressTokens = v.Ids(),
        ["begin_suppress_tokens"] = (o, v) => o.BeginSuppressTokens = v.Ids(),
        ["choices"] = (o, v) => o.Choices = v.Texts(),
        ["json_schema"] = (o, v) => o.JsonSchema = v.Json.GetRawText(),
    };

    public static GenerationOptions Read(string? path)
    {
        GenerationOptions options = GenerationOptions.Plain();
        if (path is null)
        {
            return options;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new InvalidInputException($"{path}: expected one object, such as {{ \"num_beams\": 3 }}, found {document.RootElement.ValueKind}.");
            }

            // A greatest length that is said stands in for the default number of new tokens.
            options.MaxNewTokens = document.RootElement.TryGetProperty("max_length", out _) ? null : options.MaxNewTokens;
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                if (!Names.TryGetValue(property.Name, out Action<GenerationOptions, Value>? set))
                {
                    throw new InvalidInputException($"{path}: '{property.Name}' is not known here; expected {string.Join(", ", Names.Keys)}.");
                }

                set(options, new Value(path, property.Name, property.Value));
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidInputException($"{path}: it is not JSON: {e.Message}");
        }

        return options;
    }

    /// <summary>The value of an option, checked as it is read.</summary>
    private readonly record struct Value(string Path, string Name, JsonElement Json)
    {
        public int Count(int least) => IsInt(Json, least) ? Json.GetInt32() : throw Wrong($"a whole number of at least {least}");

        public float Number(float least, float greatest) =>
            Json.ValueKind == JsonValueKind.Number && Json.GetDouble() >= least && Json.GetDouble() <= greatest ? Json.GetSingle() : throw Wrong($"a number from {least} to {greatest}");

        public bool Flag() => Json.ValueKind is JsonValueKind.True or JsonValueKind.False ? Json.GetBoolean() : throw Wrong("true or false");

        public EarlyStopping EarlyStopping() => Json.ValueKind switch
        {
            JsonValueKind.True => Vlm.EarlyStopping.Always,
            JsonValueKind.False => Vlm.EarlyStopping.Likely,
            JsonValueKind.String when Json.GetString() == "never" => Vlm.EarlyStopping.Never,
            _ => throw Wrong("true, false or \"never\""),
        };

        public int[] Ids()
        {
            JsonElement[] items = Json.ValueKind == JsonValueKind.Array ? [.. Json.EnumerateArray()] : [Json];
            return items.All(id => IsInt(id, 0)) ? [.. items.Select(id => id.GetInt32())] : throw Wrong("an id, or a list of ids, each a whole number from 0");
        }

        public int[][] Runs() =>
            Json.ValueKind == JsonValueKind.Array && Json.EnumerateArray().All(run => run.ValueKind == JsonValueKind.Array && run.EnumerateArray().All(id => IsInt(id, 0)))
                ? [.. Json.EnumerateArray().Select(run => run.EnumerateArray().Select(id => id.GetInt32()).ToArray())]
                : throw Wrong("a list of lists of ids");

        public string[] Texts()
        {
            JsonElement[] items = Json.ValueKind == JsonValueKind.Array ? [.. Json.EnumerateArray()] : [Json];
            return items.All(text => text.ValueKind == JsonValueKind.String) ? [.. items.Select(text => text.GetString()!)] : throw Wrong("a text, or a list of texts");
        }

        private static bool IsInt(JsonElement json, int least) => json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out int value) && value >= least;

        private InvalidInputException Wrong(string expected) => new($"{Path}: {Name} is {Json.GetRawText()}; expected {expected}.");
    }
}
