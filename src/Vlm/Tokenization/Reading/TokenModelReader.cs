using System.Text.Json;

namespace Vlm.Tokenization;

/// <summary>Reads the model of a tokenizer.json.</summary>
internal static class TokenModelReader
{
    public static TokenModel Read(JsonPart part)
    {
        string type = part.Find("type")?.Text() ?? TypeByContents(part);
        return type switch
        {
            "WordPiece" => ReadWordPiece(part),
            "WordLevel" => ReadWordLevel(part),
            "BPE" => BpeReader.Read(part, VocabularyReader.Read(part.Require("vocab"))),
            "Unigram" => UnigramReader.Read(part),
            _ => throw part.Wrong($"the model type '{type}' is not known. Known: BPE, Unigram, WordLevel, WordPiece."),
        };
    }

    // Old files leave the type out; the reference then takes the first kind whose keys fit.
    private static string TypeByContents(JsonPart part) =>
        part.Find("merges") is not null ? "BPE"
        : part.Find("vocab")?.Element.ValueKind == JsonValueKind.Array ? "Unigram"
        : part.Find("max_input_chars_per_word") is not null ? "WordPiece"
        : "WordLevel";

    private static WordPieceModel ReadWordPiece(JsonPart part)
    {
        Vocabulary vocabulary = VocabularyReader.Read(part.Require("vocab"));
        string unknown = part.Text("unk_token", "[UNK]");
        return vocabulary.TryGetId(unknown, out int unknownId)
            ? new WordPieceModel(vocabulary, unknownId, part.Text("continuing_subword_prefix", "##"), part.Id("max_input_chars_per_word", 100))
            : throw part.Wrong($"the unknown token '{unknown}' (unk_token) is not in vocab.");
    }

    private static WordLevelModel ReadWordLevel(JsonPart part)
    {
        Vocabulary vocabulary = VocabularyReader.Read(part.Require("vocab"));
        return new WordLevelModel(vocabulary, vocabulary.TryGetId(part.Text("unk_token", "<unk>"), out int id) ? id : null);
    }
}
