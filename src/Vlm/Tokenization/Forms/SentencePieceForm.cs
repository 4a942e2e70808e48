using System.Text.Json;
using System.Text.Json.Nodes;
using Vlm.Folders;
using static Vlm.Tokenization.TokenizerDocument;

namespace Vlm.Tokenization;

/// <summary>
/// A SentencePiece .model, Unigram or BPE. Without a tokenizer_class, or with one that is not known, it works as SentencePiece itself
/// does and adds no special tokens; T5, Llama and Gemma add theirs.
/// </summary>
internal static class SentencePieceForm
{
    private const string Mark = "\u2581";

    public static JsonFile Read(string path, TokenizerConfig config)
    {
        try
        {
            return Document(SentencePieceModel.Parse(VocabularyText.ReadBytes(path)), config).ToFile(path);
        }
        catch (FormatException e)
        {
            throw new ModelFolderException(path, $"it is no SentencePiece model: {e.Message}. Fetch the file again.", innerException: e);
        }
    }

    private static TokenizerDocument Document(SentencePieceModel model, TokenizerConfig config)
    {
        Check(model, config);
        bool wholeTexts = config.ClassName is "LlamaTokenizer" or "CodeLlamaTokenizer" or "GemmaTokenizer";
        bool prefix = config.ClassName != "GemmaTokenizer" && model.AddDummyPrefix;
        return new TokenizerDocument
        {
            Normalizer = wholeTexts ? SpaceMarks(prefix) : Normalizer(model),
            PreTokenizer = wholeTexts ? null : Component("Metaspace", $"\"replacement\":\"{Mark}\",\"prepend_scheme\":\"{(prefix ? "always" : "never")}\",\"split\":{Bool(model.SplitByWhiteSpace)}"),
            PostProcessor = config.ClassName is "T5Tokenizer" or "SiglipTokenizer" ? ClosedBy(SpecialTokens.Find(config, "eos_token")?.Content ?? "</s>", model) : null,
            Decoder = Decoder(model, prefix),
            AddedTokens = [.. model.Pieces.Where(p => p.Type is SentencePieceModel.Control or SentencePieceModel.UserDefined || p == model.Pieces[model.UnknownId]).Select(p => AddedToken(config, Entry(p)))],
            WriteModel = json => WriteModel(json, model),
        };
    }

    private static void Check(SentencePieceModel model, TokenizerConfig config)
    {
        if (model.Kind is not (SentencePieceModel.Unigram or SentencePieceModel.Bpe))
        {
            throw new FormatException($"its type is {model.Kind}; expected 1 (Unigram) or 2 (BPE)");
        }

        if (model.WhiteSpaceAsSuffix || !model.EscapeWhiteSpace)
        {
            throw new FormatException("it marks spaces in a way that is not supported (treat_whitespace_as_suffix, escape_whitespaces)");
        }

        // Their ids are not those of the file: Python moves them.
        if (config.ClassName is "XLMRobertaTokenizer" or "CamembertTokenizer" or "MBartTokenizer")
        {
            throw new FormatException($"{config.ClassName} numbers the pieces in a way of its own. Save the tokenizer again from Python, which writes tokenizer.json");
        }
    }

    private static JsonNode Normalizer(SentencePieceModel model)
    {
        List<JsonNode> steps = [];
        if (model.PrecompiledMap.Length > 0)
        {
            steps.Add(Component("Precompiled", $"\"precompiled_charsmap\":\"{Convert.ToBase64String(model.PrecompiledMap)}\""));
        }

        if (model.RemoveExtraWhiteSpace)
        {
            steps.Add(Component("Strip", "\"strip_left\":false,\"strip_right\":true"));
            steps.Add(Component("Replace", $"\"pattern\":{{\"Regex\":\" {{2,}}\"}},\"content\":\"{Mark}\""));
        }

        return Sequence("normalizers", [.. steps]);
    }

    private static JsonNode SpaceMarks(bool prefix)
    {
        JsonNode spaces = Component("Replace", $"\"pattern\":{{\"String\":\" \"}},\"content\":\"{Mark}\"");
        return prefix ? Sequence("normalizers", Component("Prepend", $"\"prepend\":\"{Mark}\""), spaces) : spaces;
    }

    private static JsonNode Decoder(SentencePieceModel model, bool prefix)
    {
        if (!model.ByteFallback)
        {
            return Component("Metaspace", $"\"replacement\":\"{Mark}\",\"prepend_scheme\":\"{(prefix ? "always" : "never")}\"");
        }

        JsonNode spaces = Component("Replace", $"\"pattern\":{{\"String\":\"{Mark}\"}},\"content\":\" \""), bytes = Component("ByteFallback"), fuse = Component("Fuse");
        return prefix
            ? Sequence("decoders", spaces, bytes, fuse, Component("Strip", "\"content\":\" \",\"start\":1,\"stop\":0"))
            : Sequence("decoders", spaces, bytes, fuse);
    }

    private static JsonObject ClosedBy(string token, SentencePieceModel model)
    {
        int id = model.Pieces.Select(p => p.Piece).ToList().IndexOf(token);
        return id < 0 ? throw new FormatException($"its pieces do not hold the eos_token '{token}'") : new JsonObject
        {
            ["type"] = "TemplateProcessing",
            ["single"] = new JsonArray(Item("Sequence", "A"), Item("SpecialToken", token)),
            ["pair"] = new JsonArray(Item("Sequence", "A"), Item("SpecialToken", token), Item("Sequence", "B"), Item("SpecialToken", token)),
            ["special_tokens"] = new JsonObject { [token] = new JsonObject { ["ids"] = new JsonArray(id) } },
        };
    }

    private static JsonObject Item(string kind, string id) => new() { [kind] = new JsonObject { ["id"] = id, ["type_id"] = 0 } };

    private static SpecialTokenEntry Entry((string Piece, float Score, int Type) piece) =>
        new() { Content = piece.Piece, Special = piece.Type != SentencePieceModel.UserDefined, Normalized = false };

    private static void WriteModel(Utf8JsonWriter json, SentencePieceModel model)
    {
        json.WriteStartObject();
        json.WriteBoolean("byte_fallback", model.ByteFallback);
        if (model.Kind == SentencePieceModel.Unigram)
        {
            json.WriteString("type", "Unigram");
            json.WriteNumber("unk_id", model.UnknownId);
            json.WriteStartArray("vocab");
            foreach ((string piece, float score, _) in model.Pieces)
            {
                json.WriteStartArray();
                json.WriteStringValue(piece);
                json.WriteNumberValue((double)score);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }
        else
        {
            json.WriteString("type", "BPE");
            json.WriteBoolean("fuse_unk", true);
            json.WriteString("unk_token", model.Pieces[model.UnknownId].Piece);
            json.WriteStartObject("vocab");
            for (int i = 0; i < model.Pieces.Count; i++)
            {
                json.WriteNumber(model.Pieces[i].Piece, i);
            }

            json.WriteEndObject();
            json.WriteStartArray("merges");
            foreach ((string left, string right) in SentencePieceMerges.Of(model.Pieces))
            {
                json.WriteStartArray();
                json.WriteStringValue(left);
                json.WriteStringValue(right);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
