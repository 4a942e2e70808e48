using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vlm.Training;

/// <summary>Writes a vocabulary of whole words as tokenizer.json and tokenizer_config.json, so that the runtime needs no rule of its own.</summary>
internal static class CaptionTokenizerFiles
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(string folder, CaptionVocabulary vocabulary, int maxLength)
    {
        WriteJson(folder, "tokenizer.json", Tokenizer(vocabulary));
        WriteJson(folder, "tokenizer_config.json", new JsonObject
        {
            ["tokenizer_class"] = "PreTrainedTokenizerFast",
            ["bos_token"] = "[BOS]",
            ["eos_token"] = "[EOS]",
            ["pad_token"] = "[PAD]",
            ["unk_token"] = "[UNK]",
            ["model_max_length"] = maxLength,
            ["clean_up_tokenization_spaces"] = true,
        });
    }

    public static void WriteJson(string folder, string name, JsonObject json) =>
        FileReplacement.Write(Path.Combine(folder, name), JsonSerializer.SerializeToUtf8Bytes(json, Format));

    // Whole words without pieces are a WordPiece whose words are all there.
    private static JsonObject Tokenizer(CaptionVocabulary vocabulary) => new()
    {
        ["version"] = "1.0",
        ["truncation"] = null,
        ["padding"] = null,
        ["added_tokens"] = new JsonArray([.. Enumerable.Range(0, CaptionVocabulary.End + 1).Select(id => new JsonObject
        {
            ["id"] = id,
            ["content"] = vocabulary.Tokens[id],
            ["single_word"] = false,
            ["lstrip"] = false,
            ["rstrip"] = false,
            ["normalized"] = false,
            ["special"] = true,
        })]),
        ["normalizer"] = new JsonObject
        {
            ["type"] = "BertNormalizer",
            ["clean_text"] = true,
            ["handle_chinese_chars"] = true,
            ["strip_accents"] = null,
            ["lowercase"] = true,
        },
        ["pre_tokenizer"] = new JsonObject { ["type"] = "BertPreTokenizer" },
        ["post_processor"] = new JsonObject
        {
            ["type"] = "TemplateProcessing",
            ["single"] = new JsonArray(Piece("SpecialToken", "[BOS]", 0), Piece("Sequence", "A", 0), Piece("SpecialToken", "[EOS]", 0)),
            ["pair"] = new JsonArray(Piece("Sequence", "A", 0), Piece("Sequence", "B", 1)),
            ["special_tokens"] = new JsonObject { ["[BOS]"] = SpecialToken("[BOS]", CaptionVocabulary.Begin), ["[EOS]"] = SpecialToken("[EOS]", CaptionVocabulary.End) },
        },
        ["decoder"] = new JsonObject { ["type"] = "WordPiece", ["prefix"] = "##", ["cleanup"] = true },
        ["model"] = new JsonObject
        {
            ["type"] = "WordPiece",
            ["unk_token"] = "[UNK]",
            ["continuing_subword_prefix"] = "##",
            ["max_input_chars_per_word"] = 100,
            ["vocab"] = new JsonObject(vocabulary.Tokens.Select((token, id) => KeyValuePair.Create(token, (JsonNode?)id))),
        },
    };

    private static JsonObject Piece(string kind, string id, int type) => new() { [kind] = new JsonObject { ["id"] = id, ["type_id"] = type } };

    private static JsonObject SpecialToken(string token, int id) =>
        new() { ["id"] = token, ["ids"] = new JsonArray(id), ["tokens"] = new JsonArray(token) };
}
