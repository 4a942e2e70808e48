using Vlm.PublicApi.Tests.Toys;

namespace Vlm.PublicApi.Tests;

/// <summary>Whatever passes between stages is given back by the model, also when a stage fails.</summary>
public class OwnershipTests
{
    [Fact]
    public async Task AnyCall_Done_NothingLentOut()
    {
        LendingProcessor processor = new();
        using IVisionLanguageModel model = Build(processor, new ToyCaptionHead());
        await model.CaptionAsync([ToyModel.Picture(0), ToyModel.Picture(1)], new GenerationOptions { BatchSize = 1 });
        await model.EmbedImageAsync(ToyModel.Picture(0));
        await foreach (TextUpdate update in model.StreamAsync(new VisionPrompt(ToyModel.Picture(0), "")))
        {
            Assert.NotNull(update.Text);
        }

        Assert.Equal(4, processor.Lent);
        Assert.Equal(processor.Lent, processor.Returned);
    }

    [Fact]
    public async Task CaptionAsync_EncoderFails_NothingLentOut()
    {
        LendingProcessor processor = new();
        ToyImageEncoder encoder = new();
        encoder.Dispose();
        using IVisionLanguageModel model = VisionLanguageModel.CreateBuilder().UseImageEncoder(encoder, processor).AddCaptioning(new ToyCaptionHead()).Build();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => model.CaptionAsync(ToyModel.Picture(0)));
        Assert.Equal((1, 1), (processor.Lent, processor.Returned));
    }

    [Fact]
    public async Task CaptionAsync_PicturesOfTheCaller_StayTheCallers()
    {
        RgbImage picture = new(new byte[12], 2, 2);
        using IVisionLanguageModel model = Build(new LendingProcessor(), new ToyCaptionHead());
        await model.CaptionAsync(ImageInput.FromImage(picture));
        Assert.Equal(12, picture.Pixels.Length);
    }

    private static IVisionLanguageModel Build(LendingProcessor processor, ICaptionHead head) => VisionLanguageModel.CreateBuilder()
        .UseImageEncoder(new ToyImageEncoder(), processor).UseTextEncoder(new ToyTextEncoder(), new ToyTokenizer())
        .AddCaptioning(head).AddRetrieval(new ToyRetrievalHead()).Build();

    /// <summary>Counts the tensors that it hands out and gets back.</summary>
    private sealed class LendingProcessor : IImageProcessor
    {
        private readonly ToyImageProcessor _inner = new();

        public int Lent { get; private set; }

        public int Returned { get; private set; }

        public IReadOnlyList<TensorSpec> Outputs => _inner.Outputs;

        public PixelValues Process(IReadOnlyList<RgbImage> images, CancellationToken cancellationToken = default)
        {
            TensorBuffer<float> pixels = (TensorBuffer<float>)_inner.Process(images, cancellationToken).Pixels;
            Lent++;
            return new PixelValues(new TensorBuffer<float>(pixels.Memory, pixels.Shape, new Loan(this, pixels)));
        }

        private sealed class Loan(LendingProcessor lender, TensorBuffer<float> pixels) : IDisposable
        {
            public void Dispose()
            {
                pixels.Dispose();
                lender.Returned++;
            }
        }
    }
}
