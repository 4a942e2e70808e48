using System.Text.Json;
using System.Text.Json.Nodes;
using Vlm.Folders;
using static Vlm.Tokenization.TokenizerDocument;

namespace Vlm.Tokenization;

/// <summary>vocab.json with merges.txt: byte-level BPE as GPT-2, RoBERTa, CLIP and Qwen2 have it, told apart by tokenizer_class.</summary>
internal static class ByteLevelForm
{
    private const string ClipWords = @"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+";
    private const string QwenWords = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    public static JsonFile Read(string path, string mergesPath, TokenizerConfig config)
    {
        JsonElement vocabulary = JsonFile.Read(path).Root;
        if (vocabulary.ValueKind != JsonValueKind.Object)
        {
            throw new ModelFolderException(path, "expected an object of id by token. Fetch the file again.");
        }

        string[] merges = ReadMerges(mergesPath);
        bool hasWordEnds = vocabulary.TryGetProperty("<|endoftext|>", out _) && merges.Any(merge => merge.EndsWith("</w>", StringComparison.Ordinal));
        string name = config.ClassName ?? (hasWordEnds ? "CLIPTokenizer" : "GPT2Tokenizer");
        TokenizerConfig named = config with { ClassName = name };
        string? Token(string role) => SpecialTokens.Find(named, role)?.Content;
        JsonArray Pair(string role)
        {
            string token = Token(role) ?? "";
            return vocabulary.TryGetProperty(token, out JsonElement id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out int number)
                ? new JsonArray(token, number)
                : throw new ModelFolderException(path, $"the {role} '{token}' is not in it. Name the special tokens in tokenizer_config.json.");
        }

        string space = $"\"add_prefix_space\":{Bool(config.AddPrefixSpace ?? false)}";
        JsonNode bytes = Component("ByteLevel", space + ",\"trim_offsets\":true,\"use_regex\":true"), ending = Component("ByteLevel", space + ",\"trim_offsets\":false");
        JsonNode? normalizer = null;
        string suffix = "";
        switch (name)
        {
            case "GPT2Tokenizer" or "CodeGenTokenizer":
                break;
            case "RobertaTokenizer" or "BartTokenizer" or "LongformerTokenizer":
                ending = Roberta(Pair("cls_token"), Pair("sep_token"), config.AddPrefixSpace ?? false, config.TrimOffsets ?? true);
                break;
            case "CLIPTokenizer":
                normalizer = Sequence(
                    "normalizers", Component("NFC"), Component("Replace", "\"pattern\":{\"Regex\":\"\\\\s+\"},\"content\":\" \""), Component("Lowercase"));
                bytes = Sequence("pretokenizers", Split(ClipWords, "Removed", true), Component("ByteLevel", "\"add_prefix_space\":false"));
                ending = Roberta(Pair("bos_token"), Pair("eos_token"), false, false);
                suffix = "</w>";
                break;
            case "Qwen2Tokenizer":
                normalizer = Component("NFC");
                bytes = Sequence("pretokenizers", Split(QwenWords, "Isolated", false), Component("ByteLevel", space + ",\"use_regex\":false"));
                break;
            default:
                throw new ModelFolderException(
                    path, $"tokenizer_class is '{name}', whose tokenizer cannot be made of vocab.json and merges.txt here. Known: BartTokenizer, CLIPTokenizer, CodeGenTokenizer, GPT2Tokenizer, LongformerTokenizer, Qwen2Tokenizer, RobertaTokenizer. Save the tokenizer again from Python, which writes tokenizer.json.");
        }

        string? unknown = name is "CLIPTokenizer" && Token("unk_token") is { } token && vocabulary.TryGetProperty(token, out _) ? token : null;
        return new TokenizerDocument
        {
            Normalizer = normalizer,
            PreTokenizer = bytes,
            PostProcessor = ending,
            Decoder = Component("ByteLevel"),
            AddedTokens = [.. SpecialTokens.All(named).DistinctBy(entry => entry.Content).Where(entry => vocabulary.TryGetProperty(entry.Content, out _)).Select(entry => AddedToken(config, Usual(entry, name)))],
            WriteModel = json => WriteModel(json, vocabulary, merges, suffix, unknown),
        }.ToFile(path);
    }

    /// <summary>The lines; the first may say the version.</summary>
    private static string[] ReadMerges(string path)
    {
        string[] lines = VocabularyText.ReadLines(path);
        int first = lines.Length > 0 && lines[0].StartsWith("#version", StringComparison.Ordinal) ? 1 : 0;
        for (int i = first; i < lines.Length; i++)
        {
            if (lines[i].Length > 0 && lines[i].Count(c => c == ' ') != 1)
            {
                throw new ModelFolderException(path, $"line {i + 1} is '{lines[i]}'; expected two tokens with one space between. Fetch the file again.");
            }
        }

        return [.. lines.Skip(first).Where(line => line.Length > 0)];
    }

    private static void WriteModel(Utf8JsonWriter json, JsonElement vocabulary, string[] merges, string suffix, string? unknown)
    {
        json.WriteStartObject();
        json.WriteString("type", "BPE");
        json.WriteString("end_of_word_suffix", suffix);
        json.WriteString("unk_token", unknown);
        json.WritePropertyName("vocab");
        vocabulary.WriteTo(json);
        json.WriteStartArray("merges");
        foreach (string merge in merges)
        {
            json.WriteStringValue(merge);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static JsonObject Roberta(JsonArray cls, JsonArray sep, bool space, bool trim) => new()
    {
        ["type"] = "RobertaProcessing",
        ["cls"] = cls,
        ["sep"] = sep,
        ["add_prefix_space"] = space,
        ["trim_offsets"] = trim,
    };

    private static JsonObject Split(string expression, string behavior, bool invert) => new()
    {
        ["type"] = "Split",
        ["pattern"] = new JsonObject { ["Regex"] = expression },
        ["behavior"] = behavior,
        ["invert"] = invert,
    };

    // What the classes themselves say of their tokens: the mask takes the space before it, CLIP's are looked for in normalized text.
    private static SpecialTokenEntry Usual(SpecialTokenEntry entry, string className) => entry with
    {
        Special = true,
        StripLeft = className is "RobertaTokenizer" or "BartTokenizer" or "LongformerTokenizer" && entry.Content == "<mask>",
        Normalized = className == "CLIPTokenizer",
    };
}
