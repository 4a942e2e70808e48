using Vlm.Tests.Goldens;

namespace Vlm.Tests.Preprocessing;

/// <summary>The processors of whole model folders, as the folders come: their own files, the rules that they were trained with.</summary>
public sealed class FamilyPixelsTests
{
    private static readonly string[] Pictures = ["shapes", "gray", "alpha"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("blip")]
    [InlineData("blip-vqa")]
    [InlineData("clip")]
    [InlineData("donut")]
    [InlineData("florence2")]
    [InlineData("owlvit")]
    [InlineData("owlv2")]
    [InlineData("siglip")]
    [InlineData("trocr")]
    [InlineData("vit-gpt2")]
    public void Process_Batch_GivesTheFamilysPixels(string family)
    {
        string folder = SharedFolder.Find("families", family);
        SafetensorsFile golden = SafetensorsFile.Read(Path.Combine(folder, "golden", "tensors.safetensors"));
        RgbImage[] images = [.. Pictures.Select(picture => Decode(folder, picture))];

        using PixelValues actual = ImageProcessor.Load(folder).Process(images, Cancel);

        TensorAssert.Near(golden, "pixel_values", actual.Pixels, family == "owlv2" ? 2e-5 : 1e-6);
        Array.ForEach(images, image => image.Dispose());
    }

    [Theory]
    [InlineData("gemma3")]
    [InlineData("lfm2_vl")]
    [InlineData("llava")]
    [InlineData("moondream1")]
    [InlineData("paligemma")]
    [InlineData("qwen2_vl")]
    [InlineData("qwen2_5_vl")]
    [InlineData("qwen3_vl")]
    [InlineData("smolvlm")]
    public void Process_EachPicture_GivesTheFamilysTensors(string family)
    {
        string folder = SharedFolder.Find("families", family);
        SafetensorsFile golden = SafetensorsFile.Read(Path.Combine(folder, "golden", "tensors.safetensors"));
        IImageProcessor subject = ImageProcessor.Load(folder);
        foreach (string picture in Pictures)
        {
            using RgbImage image = Decode(folder, picture);
            using PixelValues actual = subject.Process([image], Cancel);
            foreach ((string name, TensorBuffer tensor) in actual.Tensors.Where(t => golden.Has($"{t.Key}.{picture}")))
            {
                // Masks and leading ones have other types and ranks in some of the exports; the numbers are what is compared.
                string expected = $"{name}.{picture}";
                switch (tensor)
                {
                    case TensorBuffer<float> floats:
                        Closeness.Within(golden.Floats(expected), floats.Span, 1e-6);
                        break;
                    case TensorBuffer<long> longs:
                        Assert.Equal(golden.Longs(expected), longs.Span);
                        break;
                    case TensorBuffer<int> ints:
                        Assert.Equal(golden.Longs(expected), ints.Span.ToArray().Select(v => (long)v));
                        break;
                }
            }
        }
    }

    private static RgbImage Decode(string folder, string picture) =>
        ImageDecoder.Default.Decode(ImageInput.FromFile(Path.Combine(folder, "golden", "images", $"{picture}.png")), cancellationToken: Cancel);
}
