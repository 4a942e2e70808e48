using Vlm.Folders;

namespace Vlm.Tokenization;

/// <summary>The special tokens by role, as Python's tokenizer classes settle them: what the folder says, else the class's own defaults.</summary>
internal static class SpecialTokens
{
    // In the order in which Python adds those that are missing.
    private static readonly string[] Roles = ["bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token"];
    private static readonly string[] Bert = ["", "", "[UNK]", "[SEP]", "[PAD]", "[CLS]", "[MASK]"];
    private static readonly string[] Roberta = ["<s>", "</s>", "<unk>", "</s>", "<pad>", "<s>", "<mask>"];
    private static readonly string[] Gpt2 = ["<|endoftext|>", "<|endoftext|>", "<|endoftext|>", "", "", "", ""];

    private static readonly Dictionary<string, string[]> Defaults = new(StringComparer.Ordinal)
    {
        ["BertTokenizer"] = Bert,
        ["DistilBertTokenizer"] = Bert,
        ["ElectraTokenizer"] = Bert,
        ["MobileBertTokenizer"] = Bert,
        ["LayoutLMTokenizer"] = Bert,
        ["RobertaTokenizer"] = Roberta,
        ["BartTokenizer"] = Roberta,
        ["LongformerTokenizer"] = Roberta,
        ["XLMRobertaTokenizer"] = Roberta,
        ["CamembertTokenizer"] = Roberta,
        ["MPNetTokenizer"] = ["<s>", "</s>", "[UNK]", "</s>", "<pad>", "<s>", "<mask>"],
        ["AlbertTokenizer"] = ["[CLS]", "[SEP]", "<unk>", "[SEP]", "<pad>", "[CLS]", "[MASK]"],
        ["GPT2Tokenizer"] = Gpt2,
        ["CodeGenTokenizer"] = Gpt2,
        ["WhisperTokenizer"] = Gpt2,
        ["CLIPTokenizer"] = ["<|startoftext|>", "<|endoftext|>", "<|endoftext|>", "", "<|endoftext|>", "", ""],
        ["Qwen2Tokenizer"] = ["", "<|endoftext|>", "<|endoftext|>", "", "<|endoftext|>", "", ""],
        ["T5Tokenizer"] = ["", "</s>", "<unk>", "", "<pad>", "", ""],
        ["SiglipTokenizer"] = ["", "</s>", "<unk>", "", "</s>", "", ""],
        ["LlamaTokenizer"] = ["<s>", "</s>", "<unk>", "", "", "", ""],
        ["CodeLlamaTokenizer"] = ["<s>", "</s>", "<unk>", "", "", "", ""],
        ["GemmaTokenizer"] = ["<bos>", "<eos>", "<unk>", "", "<pad>", "", ""],
    };

    /// <summary>The token of a role; null where there is none.</summary>
    public static SpecialTokenEntry? Find(TokenizerConfig config, string role)
    {
        if (config.Tokens.TryGetValue(role, out SpecialTokenEntry? entry))
        {
            return entry;
        }

        string[]? defaults = config.ClassName is { } name ? Defaults.GetValueOrDefault(name) : null;
        return defaults?[Array.IndexOf(Roles, role)] is { Length: > 0 } content ? new SpecialTokenEntry { Content = content } : null;
    }

    /// <summary>All tokens that have a role, then the additional ones.</summary>
    public static IEnumerable<SpecialTokenEntry> All(TokenizerConfig config) =>
        [.. Roles.Select(role => Find(config, role)).OfType<SpecialTokenEntry>(), .. config.AdditionalTokens];
}
