using System.Text;
using System.Text.Json;
using Microsoft.ML.Tokenizers;
using Peer = Microsoft.ML.Tokenizers.Tokenizer;

namespace Vlm.Benchmarks.Ratios;

/// <summary>Microsoft.ML.Tokenizers with its own defaults, made of the vocabulary and merges of a tokenizer.json.</summary>
internal static class MicrosoftTokenizers
{
    /// <summary>A tokenizer of the kind that the file's model asks for.</summary>
    public static Peer Load(string tokenizerJson)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(tokenizerJson));
        JsonElement model = document.RootElement.GetProperty("model"), vocabulary = model.GetProperty("vocab");
        if (!model.TryGetProperty("merges", out JsonElement merges))
        {
            using Stream words = Lines(vocabulary.EnumerateObject().OrderBy(p => p.Value.GetInt32()).Select(p => p.Name));
            return BertTokenizer.Create(words);
        }

        using Stream vocab = Text(vocabulary.GetRawText()), pairs = Lines(["#version: 0.2", .. merges.EnumerateArray().Select(m => m.GetString()!)]);
        return Suffix(model) is { } suffix
            ? BpeTokenizer.Create(vocab, pairs, preTokenizer: null, normalizer: null, specialTokens: null, unknownToken: "<|endoftext|>", continuingSubwordPrefix: null, endOfWordSuffix: suffix, fuseUnknownTokens: false)
            : CodeGenTokenizer.Create(vocab, pairs);
    }

    private static string? Suffix(JsonElement model) =>
        model.TryGetProperty("end_of_word_suffix", out JsonElement suffix) && suffix.GetString() is { Length: > 0 } found ? found : null;

    private static MemoryStream Lines(IEnumerable<string> lines) => Text(string.Join('\n', lines) + "\n");

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));
}
