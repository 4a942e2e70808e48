using System.Runtime.CompilerServices;
using Vlm.Composition.Generative.DecoderOnly;
using Vlm.Composition.Generative.EncoderDecoder;
using Vlm.Encoders;
using Vlm.Generation;
using Vlm.Onnx;

namespace Vlm.Benchmarks.Bare;

/// <summary>The sessions inside the library's stages, which count their runs and the time spent in them.</summary>
internal static class SessionsOf
{
    public static OnnxSession Embedding(TokenEmbedding embedding) => Field(embedding);

    public static OnnxSession Encoder(IImageEncoder encoder) => encoder switch
    {
        SessionImageEncoder dense => Field(dense),
        PictureRowEncoder rows => Field(rows),
        _ => throw new InvalidOperationException($"{encoder.GetType().Name} runs no session that the benchmarks know."),
    };

    /// <summary>All of a model that writes texts.</summary>
    public static OnnxSession[] Model(IVisionLanguageModel model) => (model.GetService<DecoderOnlyParts>(), model.GetService<EncoderDecoderStages>()) switch
    {
        ({ } parts, _) => [parts.Decoder.Session, Embedding(parts.Embedding), Encoder(parts.Pictures!.Encoder)],
        (_, { } stages) => [stages.Decoder.Session, Encoder(stages.ImageEncoder)],
        _ => throw new InvalidOperationException($"{model.Info.Name} writes no texts."),
    };

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_session")]
    private static extern ref OnnxSession Field(TokenEmbedding embedding);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_session")]
    private static extern ref OnnxSession Field(SessionImageEncoder encoder);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_session")]
    private static extern ref OnnxSession Field(PictureRowEncoder encoder);
}
