using Vlm.Composition;
using Vlm.Encoders;
using Vlm.Folders;
using Vlm.Onnx;
using Vlm.Tokenization;

namespace Vlm;

/// <summary>A BERT-style text encoder from a folder: tokenizer.json, onnx/*.onnx and, for sentence-transformers, its pooling.</summary>
/// <remarks>Thread-safe. The model that it is given to disposes it.</remarks>
public sealed class OnnxTextEncoder : ITextEncoder
{
    private static readonly string[] SessionNames = ["onnx/text_model.onnx", "onnx/model.onnx", "model.onnx"];
    private readonly SessionTextEncoder _encoder;

    private OnnxTextEncoder(SessionTextEncoder encoder, ITokenizer tokenizer)
    {
        _encoder = encoder;
        Tokenizer = tokenizer;
    }

    /// <summary>The tokenizer that tokenizer.json describes.</summary>
    public ITokenizer Tokenizer { get; }

    /// <inheritdoc/>
    public FeatureSizes OutputSizes => _encoder.OutputSizes;

    /// <summary>The .onnx file, for those who train it.</summary>
    internal string SessionPath => _encoder.SessionPath;

    /// <summary>The output with the states of tokens; null where there is none.</summary>
    internal string? TokensOutput => _encoder.TokensOutput;

    /// <summary>Loads the folder.</summary>
    /// <param name="folder">The folder; its text session is onnx/text_model.onnx or onnx/model.onnx, whichever is there first.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ModelFolderException">A file is missing or wrong.</exception>
    public static OnnxTextEncoder Load(string folder, VlmOptions? options = null) => Load(folder, null, null, options);

    /// <inheritdoc/>
    public TextFeatures Encode(TokenIds tokens, CancellationToken cancellationToken = default) => _encoder.Encode(tokens, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _encoder.Dispose();

    internal static OnnxTextEncoder Load(string path, string? session, string? tokensOutput, VlmOptions? options)
    {
        ModelFolder folder = ModelFolder.Open(path);
        ITokenizer tokenizer = TokenizerFactory.Create(folder.Path);
        TextPooling pooling = PoolingConfig.Read(folder);
        OnnxSession onnx = SessionFiles.Load(folder, session, SessionNames, options);
        return SessionFiles.Guard(onnx, () => new OnnxTextEncoder(new SessionTextEncoder(onnx, tokensOutput, null, pooling), tokenizer));
    }
}
