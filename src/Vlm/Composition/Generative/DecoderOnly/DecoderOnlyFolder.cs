using Vlm.Encoders;
using Vlm.Folders;
using Vlm.Generation;
using Vlm.Imaging;
using Vlm.Onnx;
using Vlm.Preprocessing;

namespace Vlm.Composition.Generative.DecoderOnly;

/// <summary>A folder with embed_tokens, vision_encoder and decoder_model_merged, as every decoder-only family is published.</summary>
internal static class DecoderOnlyFolder
{
    private static readonly string[] DecoderNames = ["decoder_model_merged", "decoder_model"];

    // Where a folder states no length: an answer of a chat, as transformers' pipeline image-text-to-text has it.
    private const int UsualMaxNewTokens = 256;

    /// <summary>Opens the sessions.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">The caller's.</param>
    /// <param name="form">Makes the family's form of a prompt.</param>
    /// <param name="traits">What sets the family apart; null for nothing.</param>
    public static IVisionLanguageModel Load(ModelFolder folder, VlmOptions options, Func<DecoderOnlySource, IPromptForm> form, DecoderOnlyTraits? traits = null)
    {
        DecoderOnlySource source = new(folder);
        IPromptForm asked = form(source);
        traits ??= new DecoderOnlyTraits();
        GenerationDefaults defaults = GenerationFolder.Defaults(folder, null, null);
        defaults.Options.MaxNewTokens ??= defaults.Options.MaxLength is null ? UsualMaxNewTokens : null;
        defaults.Options.StopStrings ??= traits.StopStrings;
        FolderSessions sessions = new(folder, options);
        DecoderOnlyParts parts = Open(sessions, options, source, asked, traits, defaults);
        return Opened.With(parts, () =>
        {
            parts.Check();
            OptionIds.CheckModel(defaults, parts.Decoder.VocabularySize, parts.Decoder.Session.Path);
            ModelCapabilities chat = asked.Converses ? ModelCapabilities.Chat : 0, caption = parts.Pictures is null ? 0 : ModelCapabilities.Caption;
            return new GenerativeModel(new DecoderOnlyGenerator(parts), FamilyInfo.Describe(sessions, ModelCapabilities.Answer | ModelCapabilities.Stream | caption | chat));
        });
    }

    private static DecoderOnlyParts Open(
        FolderSessions sessions, VlmOptions options, DecoderOnlySource source, IPromptForm form, DecoderOnlyTraits traits, GenerationDefaults defaults)
    {
        using StageLoads loads = new();
        Task<TokenEmbedding> embedding = loads.Start(() => Guarded(sessions.Open("embed_tokens"), session => new TokenEmbedding(session)));
        Task<CausalDecoder> decoder = loads.Start(() => Guarded(sessions.Open(DecoderNames), session => new CausalDecoder(session)));
        Task<PictureReader>? pictures = !sessions.Has("vision_encoder") ? null : loads.Start(() =>
        {
            IImageProcessor processor = FolderProcessor.Open(sessions.Folder, options);
            PictureRowEncoder encoder = Guarded(sessions.Open("vision_encoder"), session =>
            {
                StageSizes.RequireNames(processor, session.Inputs);
                return new PictureRowEncoder(session);
            });
            return new PictureReader(options.Decoder ?? ImageDecoder.Default, processor, encoder);
        });
        loads.Wait();
        DecoderOnlyParts parts = new()
        {
            Tokenizer = source.Tokenizer,
            Form = form,
            Traits = traits,
            Embedding = embedding.Result,
            Decoder = decoder.Result,
            Engine = new GenerationEngine(defaults, source.Tokenizer, decoder.Result.VocabularySize),
            Pictures = pictures?.Result,
            ImageTokenId = source.ImageTokenId,
            ImageToken = source.ImageToken,
            BeginToken = source.BeginToken,
            MergeSize = source.MergeSize,
            MaxPositions = defaults.MaxPositions,
        };
        loads.Finish();
        return parts;
    }

    private static T Guarded<T>(OnnxSession session, Func<OnnxSession, T> make) => SessionFiles.Guard(session, () => make(session));
}
