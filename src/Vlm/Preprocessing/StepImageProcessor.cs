using Vlm.Preprocessing.Framing;
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
    private readonly bool _plansByFullSides = parts.PlansByFullSides;
    private PictureBatch? _spare;

    public IReadOnlyList<TensorSpec> Outputs { get; } = parts.Layout.Outputs(parts.Framing.FrameSize);

    public (int Width, int Height)? TargetSize(int width, int height)
    {
        if (!_plansByFullSides)
        {
            return null;
        }

        FrameList plan = new();
        plan.Begin(width, height);
        try
        {
            parts.Framing.Plan(width, height, plan);
            return plan.LargestFirstResize;
        }
        catch (InvalidInputException)
        {
            // Told when the picture is processed.
            return null;
        }
    }

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
            batch.Prepare(images, parts, _plansByFullSides, cancellationToken);
            return parts.Layout.Write(batch, cancellationToken);
        }
        finally
        {
            batch.Clear();
            _spare = batch;
        }
    }
}
