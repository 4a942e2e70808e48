using System.Text.Json;
using Vlm.Tokenization;

namespace Vlm.Tests.Tokenization;

/// <summary>Compares batches under every truncation and padding of a golden.</summary>
internal static class BatchChecks
{
    public static void All(TokenizerFile file, TokenizerGolden golden)
    {
        List<string> wrong = [];
        int rows = 0;
        foreach (JsonElement batch in golden.Root.GetProperty("batches").EnumerateArray())
        {
            int count = batch.GetProperty("inputs").GetArrayLength();
            rows += count;

            // Without padding the rows have different lengths; each text goes alone.
            int step = Given(batch, "padding") is null ? 1 : count;
            for (int first = 0; first < count; first += step)
            {
                Rows(wrong, file, golden, batch, first, step);
            }
        }

        Assert.True(rows >= 100, $"The golden has only {rows} rows.");
        Assert.True(wrong.Count == 0, $"{wrong.Count} differences:\n{string.Join('\n', wrong.Take(12))}");
    }

    private static void Rows(List<string> wrong, TokenizerFile file, TokenizerGolden golden, JsonElement batch, int first, int count)
    {
        JsonElement[] inputs = [.. batch.GetProperty("inputs").EnumerateArray().Skip(first).Take(count)];
        PipelineTokenizer tokenizer = new(file.Pipeline, Truncation(batch), Padding(golden, batch), cleanSpaces: false);
        bool pairs = inputs[0].ValueKind == JsonValueKind.Array;
        string[] texts = [.. inputs.Select(i => TokenizerGolden.Text((pairs ? i[0] : i).GetInt32()))];
        TokenizerOptions options = new()
        {
            AddSpecialTokens = Given(batch, "add_special_tokens")?.GetBoolean() ?? true,
            IncludeOverflow = Given(batch, "overflowing_first_6") is not null,
            IncludeSpecialTokensMask = true,
            TextPairs = pairs ? [.. inputs.Select(i => TokenizerGolden.Text(i[1].GetInt32()))] : null,
        };
        if (Given(batch, "error") is { } errors && errors[first].ValueKind != JsonValueKind.Null)
        {
            Assert.Throws<InvalidInputException>(() => tokenizer.Encode(texts, options));
            return;
        }

        using TokenIds encoded = tokenizer.Encode(texts, options);
        if (options.IncludeOverflow)
        {
            CompareOverflow(wrong, batch, first, encoded);
        }

        if (!options.IncludeOverflow && (texts.Length == 1 || Given(Given(batch, "padding")!.Value, "length") is not null))
        {
            BufferChecks.Rows(wrong, tokenizer, texts, options, encoded);
        }

        for (int i = 0; i < texts.Length; i++)
        {
            string what = $"{batch.GetProperty("name").GetString()}[{first + i}]";
            long[] ids = TokenizerGolden.Longs(batch.GetProperty("ids")[first + i]);
            GoldenChecks.Compare(wrong, what, "ids", ids, encoded.Ids.Row(i).ToArray());
            long[] mask = Given(batch, "attention_mask") is { } masks ? TokenizerGolden.Longs(masks[first + i]) : [.. ids.Select(_ => 1L)];
            GoldenChecks.Compare(wrong, what, "attention_mask", mask, encoded.AttentionMask.Row(i).ToArray());
            if (Given(batch, "attention_mask") is null)
            {
                continue; // the cases with overflow record ids alone
            }

            long[] types = Given(batch, "type_ids") is { } found ? TokenizerGolden.Longs(found[first + i]) : new long[ids.Length];
            GoldenChecks.Compare(wrong, what, "type_ids", types, encoded.TypeIds.Row(i).ToArray());
        }
    }

    /// <summary>The rows after that of a text, which goes alone here.</summary>
    private static void CompareOverflow(List<string> wrong, JsonElement batch, int text, TokenIds encoded)
    {
        string what = $"{batch.GetProperty("name").GetString()}[{text}]";
        JsonElement[] expected = [.. Given(batch, "overflowing_first_6")!.Value[text].EnumerateArray()];
        GoldenChecks.Compare(wrong, what, "number of overflow rows", [expected.Length], [Math.Min(encoded.BatchSize - 1, 6)]);
        GoldenChecks.Compare(wrong, what, "text of each row", new int[encoded.BatchSize], [.. encoded.TextIndices!]);
        for (int i = 0; i < Math.Min(expected.Length, encoded.BatchSize - 1); i++)
        {
            GoldenChecks.Compare(wrong, what, $"overflow {i}", TokenizerGolden.Longs(expected[i]), Real(encoded, i + 1));
        }
    }

    /// <summary>The ids of a row without padding.</summary>
    private static long[] Real(TokenIds encoded, int row)
    {
        long[] mask = encoded.AttentionMask.Row(row).ToArray();
        return [.. encoded.Ids.Row(row).ToArray().Where((_, i) => mask[i] == 1)];
    }

    private static TruncationSettings? Truncation(JsonElement batch) => Given(batch, "truncation") is not { } given ? null : new TruncationSettings
    {
        MaxLength = given.GetProperty("max_length").GetInt32(),
        Strategy = Enum.Parse<TruncationStrategy>(given.GetProperty("strategy").GetString()!.Replace("_", "", StringComparison.Ordinal), ignoreCase: true),
        FromLeft = Given(given, "direction")?.GetString() == "left",
        Stride = given.GetProperty("stride").GetInt32(),
    };

    private static PaddingSettings Padding(TokenizerGolden golden, JsonElement batch)
    {
        JsonElement pad = golden.Root.GetProperty("pad");
        return Given(batch, "padding") is not { } given ? PaddingSettings.Default : new PaddingSettings
        {
            PadId = pad.GetProperty("pad_id").GetInt32(),
            PadTypeId = pad.GetProperty("pad_type_id").GetInt32(),
            OnLeft = Given(given, "direction")?.GetString() == "left",
            FixedLength = Given(given, "length")?.GetInt32(),
            MultipleOf = Given(given, "pad_to_multiple_of")?.GetInt32(),
        };
    }

    private static JsonElement? Given(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out JsonElement found) && found.ValueKind != JsonValueKind.Null ? found : null;
}
