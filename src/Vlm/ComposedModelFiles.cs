using Vlm.Composition;
using Vlm.Folders;

namespace Vlm;

/// <summary>Where a composed model keeps its parts, as its vlm.json says: for those who train on what is in them. Paths are whole.</summary>
internal sealed class ComposedModelFiles
{
    private readonly ModelFolder _folder;
    private readonly VlmManifest _manifest;

    /// <summary>Reads vlm.json.</summary>
    /// <param name="modelFolder">The model's folder.</param>
    /// <exception cref="ModelFolderException">There is none, or it is wrong.</exception>
    public ComposedModelFiles(string modelFolder)
    {
        _folder = ModelFolder.Open(modelFolder);
        _manifest = VlmManifest.Read(_folder);
    }

    /// <summary>The text encoder's folder and what else says how it is run; null where the model has none.</summary>
    public (string Folder, string Settings)? TextEncoder =>
        _manifest.TextEncoder is { } entry ? (_folder.Resolve(entry.Folder), $"{entry.Session}\n{entry.Tokens}") : null;

    /// <summary>An encoder's .onnx file and the output with its rows; null where it is none of one file, or gives none.</summary>
    public static (string Path, string Output)? SessionOf(IImageEncoder? encoder) => encoder is OnnxImageEncoder { RowsOutput: { } output } onnx ? (onnx.SessionPath, output) : null;

    /// <summary>An encoder's .onnx file and the output with the states of tokens; null where it is none of one file, or gives none.</summary>
    public static (string Path, string Output)? SessionOf(ITextEncoder? encoder) => encoder is OnnxTextEncoder { TokensOutput: { } output } onnx ? (onnx.SessionPath, output) : null;

    /// <summary>The two projections of the retrieval head.</summary>
    /// <exception cref="ModelFolderException">The model has none.</exception>
    public (string Image, string Text) Retrieval => _manifest.Retrieval is { } entry ? (_folder.Resolve(entry.Image), _folder.Resolve(entry.Text))
        : throw _manifest.Json.Wrong("heads.retrieval", "the key is missing: the model has no retrieval head to train on. Begin a new one.");

    /// <summary>The captioner's folder.</summary>
    /// <exception cref="ModelFolderException">The model has none.</exception>
    public string Captioner => _folder.Resolve(CaptionEntry.Folder);

    /// <summary>The file of the captioner's decoder.</summary>
    /// <exception cref="ModelFolderException">The model has none.</exception>
    public string CaptionDecoder => CaptionFolder.DecoderOf(Captioner, CaptionEntry.Decoder);

    /// <summary>The answers in the order of the logits.</summary>
    /// <exception cref="ModelFolderException">The model answers no questions, or the file is wrong.</exception>
    public IReadOnlyList<string> Answers => AnswerFolder.ReadLabels(_folder.ReadJson(AnswerEntry.Labels));

    private VlmManifest.CaptionEntry CaptionEntry => _manifest.Caption ?? throw _manifest.Json.Wrong("heads.caption", "the key is missing: the model has no captioner to train on. Begin a new one.");

    private VlmManifest.AnswerEntry AnswerEntry => _manifest.Answer ?? throw _manifest.Json.Wrong("heads.answer", "the key is missing: the model has no question answering to train on. Begin a new one.");

    /// <summary>The name of a fusion in paths and in vlm.json.</summary>
    public static string NameOf(FusionKind kind) => FusionKindNames.Of(kind);

    /// <summary>The folder of a fusion with its heads.</summary>
    /// <exception cref="ModelFolderException">The model does not have it.</exception>
    public string Fusion(FusionKind kind) => _folder.Resolve(_manifest.FusionOf(AnswerEntry, FusionKindNames.Of(kind)).Folder);

    /// <summary>The weights of the two heads of the late fusion.</summary>
    /// <exception cref="ModelFolderException">The model does not have it, or a weight is missing.</exception>
    public (float Image, float Question) LateWeights() => AnswerFolder.ReadWeights(ModelFolder.Open(Fusion(FusionKind.Late)));
}
