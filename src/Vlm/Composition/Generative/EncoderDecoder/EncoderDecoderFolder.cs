using Vlm.Encoders;
using Vlm.Folders;
using Vlm.Generation;
using Vlm.Imaging;
using Vlm.Onnx;
using Vlm.Preprocessing;
using Vlm.Tokenization;

namespace Vlm.Composition.Generative.EncoderDecoder;

/// <summary>A folder of a family with an encoder beside its decoder: its sessions, opened at the same time, its processor and its tokenizer.</summary>
internal static class EncoderDecoderFolder
{
    public static GenerativeModel Load(ModelFolder folder, VlmOptions options, EncoderDecoderWiring wiring)
    {
        ITokenizer tokenizer = TokenizerFactory.Create(folder.Path);
        IEncoderDecoderForm form = wiring.Form(tokenizer);
        IImageProcessor processor = FolderProcessor.Open(folder, options);
        FolderSessions sessions = new(folder, options);
        using StageLoads loads = new();
        Task<SessionImageEncoder> vision = loads.Start(() =>
        {
            OnnxSession session = sessions.Open(wiring.Vision);
            return SessionFiles.Guard(session, () => SessionImageEncoder.Create(session, null, null, []));
        });
        Task<TokenEmbedding>? embedding = wiring.Embedding is null ? null : loads.Start(() =>
        {
            OnnxSession session = sessions.Open(wiring.Embedding);
            return SessionFiles.Guard(session, () => new TokenEmbedding(session));
        });
        Task<OnnxSession>? encoder = wiring.Encoder is null ? null : loads.Start(() => sessions.Open(wiring.Encoder));
        bool split = !sessions.Has(wiring.Decoder) && wiring.SplitDecoder.Count > 0 && wiring.SplitDecoder.All(sessions.Has);
        Task<OnnxSession> decoder = loads.Start(() => sessions.Open(split ? wiring.SplitDecoder[1] : wiring.Decoder));
        Task<OnnxSession>? first = split ? loads.Start(() => sessions.Open(wiring.SplitDecoder[0])) : null;
        loads.Wait();

        // From here the loads still own what they opened: an error below closes all of it.
        DecoderSession whole = new(decoder.Result, first?.Result, embedding?.Result);
        EncoderDecoderStages stages = new()
        {
            Name = ModelCard.NameOf(folder),
            ImageDecoder = options.Decoder ?? ImageDecoder.Default,
            Processor = processor,
            ImageEncoder = vision.Result,
            States = encoder is null ? new PictureStates() : wiring.States!(encoder.Result, embedding?.Result),
            Decoder = whole,
            Tokenizer = tokenizer,
            Engine = new GenerationEngine(wiring.Defaults, tokenizer, whole.VocabularySize),
            Form = form,
            MaxPositions = wiring.Defaults.MaxPositions,
        };
        stages.Check();
        OptionIds.CheckModel(wiring.Defaults, whole.VocabularySize, whole.Session.Path);
        GenerativeModel model = new(new EncoderDecoderGenerator(stages), FamilyInfo.Describe(sessions, form.Capabilities | ModelCapabilities.Stream));
        loads.Finish();
        return model;
    }
}
