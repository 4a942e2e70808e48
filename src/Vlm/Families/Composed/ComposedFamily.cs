using Vlm.Composition;
using Vlm.Folders;

namespace Vlm.Families.Composed;

/// <summary>A folder with vlm.json: encoders, fusions and heads that were trained for each other.</summary>
internal sealed class ComposedFamily : IModelFamily
{
    public string Name => "Composed (vlm.json)";

    public bool Matches(ModelFolder folder) => folder.Has(VlmManifest.FileName);

    public IVisionLanguageModel Load(ModelFolder folder, VlmOptions options)
    {
        VlmManifest manifest = VlmManifest.Read(folder);
        if (options.VerifyFiles)
        {
            FileIntegrity.Verify(folder, manifest.Files);
        }

        string fusion = options.Fusion is { } kind ? FusionKindNames.Of(kind) : manifest.Answer?.Fusion ?? "";
        ConfidenceModel? confidence = ConfidenceFolder.Load(folder, manifest, fusion, options);
        using StageLoads loads = new();
        VlmManifest.ImageEncoderEntry image = manifest.ImageEncoder;
        Task<OnnxImageEncoder> imageEncoder = loads.Start(() => OnnxImageEncoder.Load(folder.Resolve(image.Folder), image.Session, image.Rows, image.Pooled, options, image.Classes));
        Task<OnnxTextEncoder>? textEncoder = manifest.TextEncoder is not { } text ? null
            : loads.Start(() => OnnxTextEncoder.Load(folder.Resolve(text.Folder), text.Session, text.Tokens, options));
        Task<ICaptionHead>? caption = manifest.Caption is not { } c ? null
            : loads.Start(() => CaptionFolder.Load(folder.Resolve(c.Folder), c.Decoder, c.NumBeams, c.MaxNewTokens, c.RerankWeight, options));
        Task<QuestionAnsweringBranch>? answer = manifest.Answer is not { } a ? null : loads.Start(() => LoadAnswer(folder, manifest, a, options));
        Task<IRetrievalHead>? retrieval = manifest.Retrieval is not { } r ? null
            : loads.Start(() => RetrievalFolder.Load(folder, r.Image, r.Text, options));
        Task<IClassificationHead<ImageFeatures>>? classify = manifest.Classify is not { } k ? null
            : loads.Start(() => ClassifierFolder.Load(folder, k.Head, k.Labels, options));
        loads.Finish();

        VisionLanguageModelBuilder builder = new VisionLanguageModelBuilder(options).DescribedBy(Describe(folder, manifest)).UseImageEncoder(imageEncoder.Result);
        _ = textEncoder is null ? builder : builder.UseTextEncoder(textEncoder.Result);
        _ = caption is null ? builder : builder.AddCaptioning(caption.Result);
        _ = answer is null ? builder : builder.AddAnswer(answer.Result);
        _ = retrieval is null ? builder : builder.AddRetrieval(retrieval.Result);
        _ = classify is null ? builder : builder.AddClassification(classify.Result);
        return builder.WithConfidence(confidence).Build();
    }

    private static QuestionAnsweringBranch LoadAnswer(ModelFolder folder, VlmManifest manifest, VlmManifest.AnswerEntry answer, VlmOptions options)
    {
        string name = options.Fusion is { } wanted ? FusionKindNames.Of(wanted) : answer.Fusion;
        VlmManifest.FusionEntry entry = manifest.FusionOf(answer, name);
        FusionKind kind = entry.Kind switch
        {
            "late" => FusionKind.Late,
            "fusion" => FusionKind.CrossAttention,
            _ => throw manifest.Json.Wrong($"heads.answer.fusions.{name}.kind", $"expected 'fusion' or 'late', found '{entry.Kind}'."),
        };
        IReadOnlyList<string> labels = AnswerFolder.ReadLabels(folder.ReadJson(answer.Labels));
        return AnswerFolder.Load(folder.Resolve(entry.Folder), kind, labels, options);
    }

    private static ModelInfo Describe(ModelFolder folder, VlmManifest manifest) => new()
    {
        Name = manifest.Name,
        Version = manifest.Version,
        License = manifest.License,
        Source = folder.Path,
        Capabilities = ModelCapabilities.None,
        EmbeddingSpace = manifest.Files.Count == 0 ? null : FileIntegrity.Fingerprint(manifest.Files.Where(file => ShapesEmbeddings(file, manifest))),
    };

    private static bool ShapesEmbeddings(VlmManifest.ManifestFile file, VlmManifest manifest) =>
        file.Path.StartsWith(manifest.ImageEncoder.Folder + '/', StringComparison.Ordinal)
        || file.Path.StartsWith(manifest.TextEncoder?.Folder + '/', StringComparison.Ordinal)
        || file.Path == manifest.Retrieval?.Image || file.Path == manifest.Retrieval?.Text;
}
