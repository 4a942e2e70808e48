using Vlm.Encoders;
using Vlm.Folders;
using Vlm.Heads;
using Vlm.Onnx;
using Vlm.Tokenization;

namespace Vlm.Composition.DualEncoders;

/// <summary>
/// A published folder of a dual encoder: <c>vision_model</c> and <c>text_model</c>, or <c>model</c> for both, which is cut in two.
/// A folder with the vision half alone embeds pictures.
/// </summary>
internal static class DualEncoderFolder
{
    private const string Joint = "model", VisionHalf = "vision_model", TextHalf = "text_model", Logits = "logits_per_image";
    private static readonly string[] EmbeddingFiles = ["config.json", ImageProcessorConfig.FileName, "processor_config.json", "tokenizer.json", "tokenizer_config.json"];

    public static IVisionLanguageModel Load(ModelFolder folder, DualEncoderTraits traits, VlmOptions options)
    {
        FolderSessions sessions = new(folder, options);
        bool readsTexts = sessions.Has(TextHalf) || sessions.Has(Joint);
        IImageProcessor processor = FolderProcessor.Open(folder, options);
        ITokenizer? tokenizer = readsTexts ? TokenizerFactory.Create(folder.Path, traits.PadsToMaxLength) : null;

        using StageLoads loads = new();
        Task<SessionImageEncoder> image = loads.Start(() => OpenImage(sessions));
        Task<SessionTextEncoder>? text = readsTexts ? loads.Start(() => OpenText(sessions)) : null;
        loads.Wait();

        // From here the loads still own what they opened: an error below closes all of it.
        VisionLanguageModelBuilder builder = new VisionLanguageModelBuilder(options).UseImageEncoder(image.Result, processor);
        _ = text is null ? builder : builder.UseTextEncoder(text.Result, tokenizer!);
        EmbeddingOutput pictures = new(image.Result.PooledOutput, image.Result.OutputSizes.Pooled ?? throw OpenWidth(folder));
        EmbeddingOutput? texts = text is null ? null : new(text.Result.PooledOutput, text.Result.OutputSizes.Pooled ?? throw OpenWidth(folder));
        LogitScale? scale = readsTexts ? FindScale(sessions, traits, options) : null;
        IVisionLanguageModel model = builder.AddRetrieval(new PooledRetrievalHead(pictures, texts, scale, traits.Normalization))
            .DescribedBy(FamilyInfo.Describe(sessions, ModelCapabilities.None, pictures.Width, EmbeddingSpace(folder, sessions)))
            .Build();
        loads.Finish();
        return model;
    }

    private static SessionImageEncoder OpenImage(FolderSessions sessions)
    {
        if (!sessions.Has(VisionHalf) && !sessions.Has(Joint))
        {
            throw sessions.Missing(VisionHalf, Joint);
        }

        OnnxSession session = sessions.TryOpen(VisionHalf) ?? sessions.OpenPart(Joint, $"{Joint}, pictures", "image_embeds");
        return SessionFiles.Guard(session, () => SessionImageEncoder.Create(session, null, null, []));
    }

    private static SessionTextEncoder OpenText(FolderSessions sessions)
    {
        OnnxSession session = sessions.TryOpen(TextHalf) ?? sessions.OpenPart(Joint, $"{Joint}, texts", "text_embeds");
        return SessionFiles.Guard(session, () => new SessionTextEncoder(session, null, null, TextPooling.SessionOnly));
    }

    // The halves end before the scale; it stands in the file for both, whose structure alone is read here.
    private static LogitScale? FindScale(FolderSessions sessions, DualEncoderTraits traits, VlmOptions options)
    {
        ModelFolder folder = sessions.Folder;
        foreach (SessionVariant joint in folder.Sessions.Candidates(Joint))
        {
            if (LogitScale.Find(sessions.Outline(joint.File), Logits) is { } found)
            {
                return found;
            }
        }

        string taken = traits.UsualScale is { } usual ? $"{usual} is taken, as in trained models of the family" : "scores are cosines without logits and probabilities";
        options.Log?.Invoke($"{folder.Path}: no file holds the scale of scores ({Joint}.onnx with {Logits}); {taken}.");
        return traits.UsualScale is { } scale ? new LogitScale(scale, null) : null;
    }

    private static string EmbeddingSpace(ModelFolder folder, FolderSessions sessions) =>
        FileFingerprint.Of(folder, [.. sessions.Opened.Select(session => session.File).Distinct(), .. EmbeddingFiles]);

    private static ModelFolderException OpenWidth(ModelFolder folder) =>
        new(folder.Path, "the width of the embeddings is not declared. Export the model with a fixed width.");
}
