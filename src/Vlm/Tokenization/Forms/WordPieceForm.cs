using System.Text.Json.Nodes;
using Vlm.Folders;
using static Vlm.Tokenization.TokenizerDocument;

namespace Vlm.Tokenization;

/// <summary>vocab.txt: one token a line, its id the line's number from 0; a BERT tokenizer.</summary>
internal static class WordPieceForm
{
    public static JsonFile Read(string path, TokenizerConfig config)
    {
        TokenizerConfig named = config with { ClassName = config.ClassName ?? "BertTokenizer" };
        string Token(string role) => SpecialTokens.Find(named, role)?.Content
            ?? throw new ModelFolderException(path, $"a vocab.txt needs the token {role}, but tokenizer_config.json ({config.ClassName}) names none.");

        string[] tokens = VocabularyText.ReadLines(path);
        string cls = Token("cls_token"), sep = Token("sep_token"), unknown = Token("unk_token");
        JsonArray Pair(string token) => Array.IndexOf(tokens, token) is >= 0 and int id
            ? new JsonArray(token, id)
            : throw new ModelFolderException(path, $"the token '{token}' is not among its {tokens.Length} lines. Fetch the file again, or name the special tokens in tokenizer_config.json.");

        string stripAccents = config.StripAccents is { } strip ? Bool(strip) : "null";
        return new TokenizerDocument
        {
            Normalizer = Component(
                "BertNormalizer",
                $"\"clean_text\":true,\"handle_chinese_chars\":{Bool(config.SpaceChineseCharacters ?? true)},\"strip_accents\":{stripAccents},\"lowercase\":{Bool(config.LowerCase ?? true)}"),
            PreTokenizer = Component("BertPreTokenizer"),
            PostProcessor = new JsonObject { ["type"] = "BertProcessing", ["cls"] = Pair(cls), ["sep"] = Pair(sep) },
            Decoder = Component("WordPiece", "\"prefix\":\"##\",\"cleanup\":true"),
            AddedTokens = [.. SpecialTokens.All(named).DistinctBy(token => token.Content).Where(token => tokens.Contains(token.Content)).Select(token => AddedToken(config, token))],
            WriteModel = json =>
            {
                json.WriteStartObject();
                json.WriteString("type", "WordPiece");
                json.WriteString("unk_token", unknown);
                json.WriteStartObject("vocab");
                for (int i = 0; i < tokens.Length; i++)
                {
                    json.WriteNumber(tokens[i], i);
                }

                json.WriteEndObject();
                json.WriteEndObject();
            },
        }.ToFile(path);
    }
}
