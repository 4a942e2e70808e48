using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vlm.Training;

/// <summary>The whole words that a captioner writes, with the ids of their tokens: [PAD] 0, [UNK] 1, [BOS] 2, [EOS] 3, then the words by falling frequency.</summary>
public sealed class CaptionVocabulary
{
    private const string Pad = "[PAD]";
    private const string Unknown = "[UNK]";
    private const string Begin = "[BOS]";
    private const string End = "[EOS]";
    private static readonly string[] Special = [Pad, Unknown, Begin, End];
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly CaptionVocabularyOptions _options;
    private readonly Dictionary<string, int> _ids;

    private CaptionVocabulary(IReadOnlyList<string> words, CaptionVocabularyOptions options)
    {
        Tokens = [.. Special, .. words];
        _options = options;
        _ids = Tokens.Select((token, id) => (token, id)).ToDictionary(pair => pair.token, pair => pair.id, StringComparer.Ordinal);
    }

    /// <summary>The tokens in the order of their ids, the four special ones first.</summary>
    public IReadOnlyList<string> Tokens { get; }

    /// <summary>Counts the words of captions.</summary>
    /// <param name="captions">The captions of the training split.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">No word stands often enough.</exception>
    public static CaptionVocabulary Build(IEnumerable<string> captions, CaptionVocabularyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(captions);
        options ??= new CaptionVocabularyOptions();
        return TryBuild(captions, options)
            ?? throw new ArgumentException($"No word of the captions stands {options.LeastCount} times. Lower {nameof(CaptionVocabularyOptions.LeastCount)}, or give more captions.", nameof(captions));
    }

    /// <summary>The share of the words of other captions that the vocabulary has, 0 to 1; NaN where there is no word.</summary>
    /// <param name="captions">For example those of val.</param>
    public double Coverage(IEnumerable<string> captions)
    {
        ArgumentNullException.ThrowIfNull(captions);
        long all = 0, known = 0;
        foreach (string word in captions.SelectMany(caption => CaptionWords.Split(caption, _options.Punctuation)))
        {
            all++;
            known += _ids.ContainsKey(word) ? 1 : 0;
        }

        return all == 0 ? double.NaN : (double)known / all;
    }

    /// <summary>The ids of a caption's words, without begin and end; a word that is not known is [UNK].</summary>
    /// <param name="caption">The caption.</param>
    public IReadOnlyList<int> Encode(string caption)
    {
        ArgumentNullException.ThrowIfNull(caption);
        return [.. CaptionWords.Split(caption, _options.Punctuation).Select(word => _ids.GetValueOrDefault(word, 1))];
    }

    /// <summary>Writes tokenizer.json (WordPiece of whole words, BERT's normalizer) and tokenizer_config.json.</summary>
    /// <param name="folder">The captioner's folder; made where it is not there.</param>
    public void Write(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);
        FileReplacement.Write(Path.Combine(folder, "tokenizer.json"), JsonSerializer.SerializeToUtf8Bytes(TokenizerJson(), Indented));
        JsonObject config = new()
        {
            ["tokenizer_class"] = "PreTrainedTokenizerFast",
            ["bos_token"] = Begin,
            ["eos_token"] = End,
            ["pad_token"] = Pad,
            ["unk_token"] = Unknown,
            ["model_max_length"] = _options.MaxLength,
            ["clean_up_tokenization_spaces"] = true,
        };
        FileReplacement.Write(Path.Combine(folder, "tokenizer_config.json"), JsonSerializer.SerializeToUtf8Bytes(config, Indented));
    }

    /// <summary>The words of a captioner's tokenizer.</summary>
    /// <exception cref="TrainingException">It is no vocabulary of whole words after the four special tokens.</exception>
    internal static CaptionVocabulary Of(ITokenizer tokenizer)
    {
        string?[] tokens = [.. Enumerable.Range(0, tokenizer.VocabularySize).Select(tokenizer.IdToToken)];
        return tokens.Take(Special.Length).SequenceEqual(Special) && !tokens.Contains(null)
            ? new CaptionVocabulary(tokens[Special.Length..]!, new CaptionVocabularyOptions { MaxLength = tokenizer.MaxLength ?? new CaptionVocabularyOptions().MaxLength })
            : throw new TrainingException($"The captioner's tokenizer begins with {string.Join(", ", tokens.Take(Special.Length))}; expected {string.Join(", ", Special)} and whole words after them.");
    }

    /// <summary>Null where no word stands often enough.</summary>
    internal static CaptionVocabulary? TryBuild(IEnumerable<string> captions, CaptionVocabularyOptions options)
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach (string word in captions.SelectMany(caption => CaptionWords.Split(caption, options.Punctuation)))
        {
            counts[word] = counts.GetValueOrDefault(word) + 1;
        }

        string[] words = [.. counts.Where(pair => pair.Value >= options.LeastCount).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => pair.Key).Take(options.MostWords ?? int.MaxValue)];
        return words.Length > 0 ? new CaptionVocabulary(words, options) : null;
    }

    private JsonObject TokenizerJson() => new()
    {
        ["version"] = "1.0",
        ["truncation"] = null,
        ["padding"] = null,
        ["added_tokens"] = new JsonArray([.. Special.Select((token, id) => new JsonObject
        {
            ["id"] = id, ["content"] = token, ["single_word"] = false, ["lstrip"] = false, ["rstrip"] = false, ["normalized"] = false, ["special"] = true,
        })]),
        ["normalizer"] = new JsonObject { ["type"] = "BertNormalizer", ["clean_text"] = true, ["handle_chinese_chars"] = true, ["strip_accents"] = false, ["lowercase"] = true },
        ["pre_tokenizer"] = new JsonObject { ["type"] = "BertPreTokenizer" },
        ["post_processor"] = new JsonObject
        {
            ["type"] = "TemplateProcessing",
            ["single"] = new JsonArray(Named(Begin), Sequence("A"), Named(End)),
            ["pair"] = new JsonArray(Sequence("A"), Sequence("B")),
            ["special_tokens"] = new JsonObject([.. ((string[])[Begin, End]).Select(token => new KeyValuePair<string, JsonNode?>(
                token, new JsonObject { ["id"] = token, ["ids"] = new JsonArray(_ids[token]), ["tokens"] = new JsonArray(token) }))]),
        },
        ["decoder"] = new JsonObject { ["type"] = "WordPiece", ["prefix"] = "##", ["cleanup"] = true },
        ["model"] = new JsonObject
        {
            ["type"] = "WordPiece",
            ["unk_token"] = Unknown,
            ["continuing_subword_prefix"] = "##",
            ["max_input_chars_per_word"] = 100,
            ["vocab"] = new JsonObject(Tokens.Select((token, id) => new KeyValuePair<string, JsonNode?>(token, id))),
        },
    };

    private static JsonObject Named(string token) => new() { ["SpecialToken"] = new JsonObject { ["id"] = token, ["type_id"] = 0 } };

    private static JsonObject Sequence(string id) => new() { ["Sequence"] = new JsonObject { ["id"] = id, ["type_id"] = id == "A" ? 0 : 1 } };
}
