using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vlm.Tests.Tokenization;

/// <summary>Writes the vocabulary of a tokenizer.json in the forms that were used before.</summary>
internal static class VocabularyFiles
{
    public static string[] TokensById(JsonElement model) => [.. model.GetProperty("vocab").EnumerateObject().OrderBy(p => p.Value.GetInt32()).Select(p => p.Name)];

    public static void WriteVocabularyAndMerges(string folder, JsonElement model)
    {
        File.WriteAllText(Path.Combine(folder, "vocab.json"), model.GetProperty("vocab").GetRawText());
        IEnumerable<string> merges = model.GetProperty("merges").EnumerateArray().Select(m => m.ValueKind == JsonValueKind.String ? m.GetString()! : $"{m[0]} {m[1]}");
        File.WriteAllLines(Path.Combine(folder, "merges.txt"), ["#version: 0.2", .. merges]);
    }

    /// <summary>A tokenizer_config.json of a class, with the added tokens of a tokenizer.json and, as in Python's, all roles.</summary>
    public static string ConfigOf(string className, JsonElement root, string roles)
    {
        JsonObject added = [];
        foreach (JsonElement token in root.GetProperty("added_tokens").EnumerateArray())
        {
            added.Add(token.GetProperty("id").GetInt32().ToString(null, null), JsonNode.Parse(token.GetRawText()));
        }

        JsonObject config = new() { ["tokenizer_class"] = className, ["added_tokens_decoder"] = added };
        foreach (string role in (string[])["bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token"])
        {
            config[role] = null;
        }

        foreach ((string key, JsonNode? value) in JsonNode.Parse(roles)!.AsObject().ToArray())
        {
            config[key] = value?.DeepClone();
        }

        return config.ToJsonString();
    }
}
