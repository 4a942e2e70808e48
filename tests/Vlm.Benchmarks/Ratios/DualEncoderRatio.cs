using Vlm.Benchmarks.Bare;
using Vlm.Benchmarks.Measuring;

namespace Vlm.Benchmarks.Ratios;

/// <summary>A picture's embedding by a dual encoder of CLIP ViT-B/32's size against the bare run of its vision tower.</summary>
internal sealed class DualEncoderRatio : IMeasurement
{
    private const string Folder = "clip-vit-base-patch32";

    public string Name => "dual";

    public IEnumerable<Figure> Measure()
    {
        string root = SharedFolder.Find("bench");
        if (!Directory.Exists(Path.Combine(root, Folder)))
        {
            Console.WriteLine($"skipped: there is no {root}/{Folder}.");
            yield break;
        }

        byte[] picture = File.ReadAllBytes(Path.Combine(root, "images", "scene_224x224.png"));
        using IVisionLanguageModel model = VisionLanguageModel.Load(Path.Combine(root, Folder), new VlmOptions { Precision = [ModelPrecision.Float32] });
        IImageEncoder encoder = model.GetService<IImageEncoder>()!;
        IRetrievalHead head = model.GetService<IRetrievalHead>()!;
        using PixelValues pixels = Stages.Pixels(model, picture);
        using BareRun bare = BareInputs.Image(NativeSession.Of(SessionsOf.Encoder(encoder)), pixels);
        yield return Pairs.Ratio(
            $"{Folder}: picture to embedding, from ready pixels / the bare run of the vision tower", Bar.AtMost(1.02), _ =>
            {
                using ImageFeatures features = encoder.Encode(pixels);
                head.EmbedImages(features).Dispose();
            }, _ => bare.Run());

        ImageInput[] images = [picture];
        yield return Pairs.Ratio(
            $"{Folder}: EmbedImagesAsync / decoding and preprocessing by hand and the bare run", Bar.AtMost(1.02),
            _ => model.EmbedImagesAsync(images).GetAwaiter().GetResult(), _ =>
            {
                Stages.Pixels(model, picture).Dispose();
                bare.Run();
            });
    }
}
