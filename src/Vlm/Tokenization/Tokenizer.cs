using Vlm.Tokenization;

namespace Vlm;

/// <summary>Loads tokenizers from the files that Hugging Face models come with.</summary>
public static class Tokenizer
{
    /// <summary>Whether <see cref="Load"/> would find something to read: a file, or a folder with a tokenizer in one of its forms. It may still be wrong.</summary>
    /// <param name="folderOrTokenizerJson">The path of a folder or of a tokenizer.json.</param>
    public static bool IsThere(string folderOrTokenizerJson)
    {
        ArgumentException.ThrowIfNullOrEmpty(folderOrTokenizerJson);
        return File.Exists(folderOrTokenizerJson) || File.Exists(Path.Combine(folderOrTokenizerJson, "tokenizer.json")) || VocabularyForms.AreIn(folderOrTokenizerJson);
    }

    /// <summary>Loads a tokenizer from a model's folder, or from a tokenizer.json alone.</summary>
    /// <remarks>
    /// A folder's greatest length is max_seq_length of sentence_bert_config.json, else model_max_length of
    /// tokenizer_config.json, else what tokenizer.json says itself. A tokenizer.json alone is taken exactly as it is.
    /// The tokenizer is thread-safe. Lone surrogates in a text are read as U+FFFD.
    /// </remarks>
    /// <param name="folderOrTokenizerJson">The path of a folder that holds tokenizer.json, or of such a file.</param>
    /// <returns>The tokenizer.</returns>
    /// <exception cref="ModelFolderException">The file is missing, is not JSON, or holds something unknown or wrong; the message names file and key.</exception>
    public static ITokenizer Load(string folderOrTokenizerJson)
    {
        ArgumentException.ThrowIfNullOrEmpty(folderOrTokenizerJson);
        string path = Path.GetFullPath(folderOrTokenizerJson);
        return File.Exists(path) ? TokenizerFactory.CreateFromFile(path) : TokenizerFactory.Create(path);
    }
}
