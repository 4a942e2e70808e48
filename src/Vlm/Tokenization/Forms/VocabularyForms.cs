using Vlm.Folders;

namespace Vlm.Tokenization;

/// <summary>
/// The older forms of a tokenizer, from before there was tokenizer.json: vocab.txt, vocab.json with merges.txt, or SentencePiece's
/// .model. Each is rewritten as the tokenizer.json that Python's converters make of it, and read like one.
/// </summary>
internal static class VocabularyForms
{
    private static readonly string[] SentencePieceNames = ["spiece.model", "tokenizer.model", "sentencepiece.bpe.model", "sentencepiece.model"];

    /// <exception cref="ModelFolderException">The folder holds none of the forms, or a wrong one.</exception>
    public static JsonFile Read(string folder, TokenizerConfig config)
    {
        string vocabulary = Path.Combine(folder, "vocab.json"), merges = Path.Combine(folder, "merges.txt"), words = Path.Combine(folder, "vocab.txt");
        if (File.Exists(vocabulary) && File.Exists(merges))
        {
            return ByteLevelForm.Read(vocabulary, merges, config);
        }

        if (File.Exists(words))
        {
            return WordPieceForm.Read(words, config);
        }

        foreach (string path in SentencePieceNames.Select(name => Path.Combine(folder, name)).Where(File.Exists))
        {
            return SentencePieceForm.Read(path, config);
        }

        throw new ModelFolderException(
            Path.Combine(folder, "tokenizer.json"),
            (Directory.Exists(folder) ? "the file is missing." : "there is no such folder.")
                + $" Expected a folder with tokenizer.json, in the Hugging Face layout; or with vocab.json and merges.txt, vocab.txt, or one of {string.Join(", ", SentencePieceNames)}.");
    }
}
