using Vlm.Preprocessing.Recipes;
using Vlm.Preprocessing.Writing;

namespace Vlm.Preprocessing;

/// <summary>
/// Runs the parts that a recipe names: steps on the whole picture, a plan of frames from their sides, memory for all of them,
/// and then every frame straight into its place. Frames are made in parallel; each writes its own part, so that the result does
/// not depend on the number of threads.
/// </summary>
internal sealed class StepImageProcessor(ProcessorParts parts) : IImageProcessor
{
    private PictureBatch? _spare;

    public IReadOnlyList<TensorSpec> Outputs { get; } = parts.Layout.Outputs(parts.Framing.FrameSize);

    public PixelValues Process(IReadOnlyList<RgbImage> images, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count == 0)
        {
            throw new InvalidInputException("There is no picture to process; pass at least one.");
        }

        // The lists of the last batch serve again; a second thread at the same time makes its own.
        PictureBatch batch = Interlocked.Exchange(ref _spare, null) ?? new PictureBatch();
        try
        {
            batch.Prepare(images, parts.Steps, parts.Framing, cancellationToken);
            return parts.Layout.Write(batch, cancellationToken);
        }
        finally
        {
            batch.Clear();
            _spare = batch;
        }
    }
}
