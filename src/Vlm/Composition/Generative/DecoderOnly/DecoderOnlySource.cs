using Vlm.Folders;
using Vlm.Tokenization;

namespace Vlm.Composition.Generative.DecoderOnly;

/// <summary>What a decoder-only family reads of its folder before the sessions are opened.</summary>
internal sealed class DecoderOnlySource
{
    private readonly ModelFolder _folder;
    private readonly ModelConfig _config;

    /// <exception cref="ModelFolderException">The tokenizer is missing, or nothing says which token stands for a row of a picture.</exception>
    public DecoderOnlySource(ModelFolder folder)
    {
        const string usual = "<image>";
        _folder = folder;
        _config = folder.Config ?? throw new ModelFolderException(folder.Path, "expected config.json, found none. Fetch the model folder again.");
        Tokenizer = TokenizerFactory.Create(folder.Path);
        ImageTokenId = _config.ImageTokenId ?? Tokenizer.TokenToId(usual)
            ?? throw _config.File.Wrong("image_token_id", $"expected the id of the token that stands for a row of a picture; found neither this key nor image_token_index, and no token {usual}.");
        ImageToken = Tokenizer.IdToToken(ImageTokenId)
            ?? throw _config.File.Wrong("image_token_id", $"found {ImageTokenId}, which the tokenizer of {Tokenizer.VocabularySize} tokens does not have. They belong to different models.");
        BeginToken = ChatTemplateFiles.Read(folder.Path).SpecialTokens.GetValueOrDefault("bos_token");
    }

    public ITokenizer Tokenizer { get; }

    /// <summary>config.json.</summary>
    public JsonFile Config => _config.File;

    public int ImageTokenId { get; }

    /// <summary>The token that keeps the place of one row of a picture.</summary>
    public string ImageToken { get; }

    /// <summary>The token that begins texts; null where the folder names none.</summary>
    public string? BeginToken { get; }

    /// <summary>How many patches of a side become one row.</summary>
    public int MergeSize => _config.Vision.Int("spatial_merge_size") is { } size && size > 0 ? size : 2;

    /// <summary>The folder's chat template.</summary>
    public ChatTemplate Template => ChatTemplate.Load(_folder.Path);

    /// <summary>The token whose id stands at a key of config.json; the usual one where the key is missing.</summary>
    public string TokenOf(string key, string usual)
    {
        if (_config.TokenId(key) is not { } id)
        {
            return usual;
        }

        return Tokenizer.IdToToken(id) ?? throw _config.File.Wrong(key, $"found {id}, which the tokenizer of {Tokenizer.VocabularySize} tokens does not have. They belong to different models.");
    }
}
