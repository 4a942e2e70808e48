using Vlm.Folders;

namespace Vlm.Tokenization;

/// <summary>
/// The older forms of a tokenizer, from before there was tokenizer.json: vocab.txt, vocab.json with merges.txt, or SentencePiece's
/// .model. Each is rewritten as the tokenizer.json that Python's converters make of it, and read like one.
/// </summary>
internal static class VocabularyForms
{
    private const string Vocabulary = "vocab.json", Merges = "merges.txt", WordList = "vocab.txt";
    private static readonly string[] SentencePieceNames = ["spiece.model", "tokenizer.model", "sentencepiece.bpe.model", "sentencepiece.model"];

    /// <summary>Whether the folder holds one of the forms.</summary>
    public static bool AreIn(string folder) => HasByteLevel(folder) || File.Exists(Path.Combine(folder, WordList)) || SentencePiece(folder) is not null;

    /// <exception cref="ModelFolderException">The folder holds none of the forms, or a wrong one.</exception>
    public static JsonFile Read(string folder, TokenizerConfig config)
    {
        if (HasByteLevel(folder))
        {
            return ByteLevelForm.Read(Path.Combine(folder, Vocabulary), Path.Combine(folder, Merges), config);
        }

        if (File.Exists(Path.Combine(folder, WordList)))
        {
            return WordPieceForm.Read(Path.Combine(folder, WordList), config);
        }

        if (SentencePiece(folder) is { } path)
        {
            return SentencePieceForm.Read(path, config);
        }

        throw new ModelFolderException(
            Path.Combine(folder, "tokenizer.json"),
            (Directory.Exists(folder) ? "the file is missing." : "there is no such folder.")
                + $" Expected a folder with tokenizer.json, in the Hugging Face layout; or with {Vocabulary} and {Merges}, {WordList}, or one of {string.Join(", ", SentencePieceNames)}.");
    }

    private static bool HasByteLevel(string folder) => File.Exists(Path.Combine(folder, Vocabulary)) && File.Exists(Path.Combine(folder, Merges));

    private static string? SentencePiece(string folder) => SentencePieceNames.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
