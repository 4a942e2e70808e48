namespace Vlm.PublicApi.Tests.Toys;

/// <summary>Toy stages, composed, and pictures of one colour for them.</summary>
internal static class ToyModel
{
    public const int Fused = 6;

    /// <summary>The encoders alone.</summary>
    public static VisionLanguageModelBuilder Encoders(ToyImageEncoder? encoder = null) => VisionLanguageModel.CreateBuilder().Named("toy")
        .UseImageEncoder(encoder ?? new ToyImageEncoder(), new ToyImageProcessor())
        .UseTextEncoder(new ToyTextEncoder(), new ToyTokenizer());

    /// <summary>Everything that a model can have.</summary>
    public static IVisionLanguageModel Build(ToyImageEncoder? encoder = null) => Encoders(encoder)
        .AddQuestionAnswering(new ToyFusion(Fused), Head())
        .AddCaptioning(new ToyCaptionHead())
        .AddRetrieval(new ToyRetrievalHead())
        .Build();

    public static ToyHead<FusedFeatures> Head(int size = Fused) => new(size, features => features.Pooled);

    /// <summary>8x6 pixels of red (0), green (1) or blue (2).</summary>
    public static ImageInput Picture(int colour)
    {
        byte[] pixels = new byte[8 * 6 * 3];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = i % 3 == colour ? (byte)240 : (byte)16;
        }

        return ImageInput.FromPixels(pixels, 8, 6);
    }
}
