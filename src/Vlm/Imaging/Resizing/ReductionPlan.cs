namespace Vlm.Imaging.Resizing;

/// <summary>A whole-number reduction before a resize: the blocks, the region that is reduced, and the box in the reduced picture.</summary>
internal readonly record struct ReductionPlan(int FactorX, int FactorY, PixelWindow Region, ResizeBox Box)
{
    public int Width => (Region.Width + FactorX - 1) / FactorX;

    public int Height => (Region.Height + FactorY - 1) / FactorY;
}
