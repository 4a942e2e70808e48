namespace Vlm.Preprocessing.Framing;

/// <summary>When and into how many crops a long picture is cut.</summary>
internal sealed record PanAndScan(int MinCropSize, int MaxCrops, double MinRatio)
{
    /// <summary>Rows and columns of crops; 0 and 0 where the picture is not cut.</summary>
    public (int Rows, int Columns) Divide(int width, int height)
    {
        int longer = Math.Max(width, height);
        int shorter = Math.Min(width, height);
        double ratio = (double)longer / shorter;
        if (ratio < MinRatio)
        {
            return (0, 0);
        }

        int crops = Math.Min(MaxCrops, Math.Max(2, Math.Min(longer / MinCropSize, (int)Math.Floor(ratio + 0.5))));
        int side = (longer + crops - 1) / crops;
        return Math.Min(side, shorter) < MinCropSize ? (0, 0) : width >= height ? (1, crops) : (crops, 1);
    }
}
