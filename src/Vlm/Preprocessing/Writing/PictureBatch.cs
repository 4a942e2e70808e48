using Vlm.Preprocessing.Framing;
using Vlm.Preprocessing.Recipes;
using Vlm.Preprocessing.Steps;

namespace Vlm.Preprocessing.Writing;

/// <summary>The pictures of one call, what is planned for them, and the pixels that their frames start from.</summary>
internal sealed class PictureBatch
{
    private readonly List<Raster> _made = [];
    private Raster[] _prepared = [];
    private Raster[] _stages = [];

    public FrameList Plan { get; } = new();

    /// <summary>Runs the steps on every picture and plans its frames.</summary>
    /// <param name="images">The pictures.</param>
    /// <param name="parts">What the processor is made of.</param>
    /// <param name="byFullSides">Its <see cref="ProcessorParts.PlansByFullSides"/>.</param>
    /// <param name="cancellationToken">Checked for each picture.</param>
    public void Prepare(IReadOnlyList<RgbImage> images, ProcessorParts parts, bool byFullSides, CancellationToken cancellationToken)
    {
        _prepared = Roomy(_prepared, images.Count);
        for (int i = 0; i < images.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                _prepared[i] = Prepare(images[i], parts.Steps);
                (int width, int height) = byFullSides ? (images[i].OriginalWidth, images[i].OriginalHeight) : (_prepared[i].Width, _prepared[i].Height);
                Plan.Begin(images[i].OriginalWidth, images[i].OriginalHeight);
                parts.Framing.Plan(width, height, Plan);
            }
            catch (InvalidInputException e) when (images.Count > 1)
            {
                throw new InvalidInputException(e.Message) { Index = i };
            }
        }

        _stages = Roomy(_stages, Plan.Stages.Length);
    }

    /// <summary>Runs the planned resizes of one picture.</summary>
    public void RunStages(int picture)
    {
        PicturePlan plan = Plan.Pictures[picture];
        Raster raster = _prepared[picture];
        for (int stage = plan.FirstStage; stage < plan.FirstStage + plan.StageCount; stage++)
        {
            raster = Keep(RasterResize.Run(raster, Plan.Stages[stage]), raster);
            _stages[stage] = raster;
        }
    }

    /// <summary>The pixels that a frame of a picture starts from.</summary>
    public Raster Source(int picture, in Frame frame) =>
        frame.Stage == 0 ? _prepared[picture] : _stages[Plan.Pictures[picture].FirstStage + frame.Stage - 1];

    /// <summary>Gives all pixels back that the steps made.</summary>
    public void Clear()
    {
        _made.ForEach(raster => raster.Dispose());
        _made.Clear();
        Plan.Clear();
        Array.Clear(_prepared);
        Array.Clear(_stages);
    }

    private Raster Prepare(RgbImage image, IReadOnlyList<IPictureStep> steps)
    {
        Raster raster = Keep(Raster.Of(image), kept: null);
        for (int step = 0; step < steps.Count; step++)
        {
            raster = Keep(steps[step].Apply(raster), raster);
        }

        return raster;
    }

    private Raster Keep(Raster raster, Raster? kept)
    {
        if (raster.Owner is not null && raster.Owner != kept?.Owner)
        {
            lock (_made)
            {
                _made.Add(raster);
            }
        }

        return raster;
    }

    private static Raster[] Roomy(Raster[] array, int count) => array.Length >= count ? array : new Raster[count];
}
