using System.Diagnostics;

namespace Vlm.Benchmarks;

/// <summary>The default model's decoder and image processor, timed.</summary>
internal sealed class PictureStages : IDisposable
{
    public PictureStages() => (Decoder, Processor) = (Model.GetService<IImageDecoder>()!, Model.GetService<IImageProcessor>()!);

    public IVisionLanguageModel Model { get; } = VisionLanguageModel.LoadDefault();

    public IImageDecoder Decoder { get; }

    public IImageProcessor Processor { get; }

    /// <summary>Decode, resize and normalise.</summary>
    public double Milliseconds(byte[] encoded) => Milliseconds(() => Stages.Pixels(Decoder, Processor, encoded).Dispose());

    public static double Milliseconds(Action work)
    {
        long began = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    public void Dispose() => Model.Dispose();
}
