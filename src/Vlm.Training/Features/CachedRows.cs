namespace Vlm.Training;

/// <summary>The rows of a feature cache, in its first views.</summary>
internal sealed class CachedRows(FeatureCache cache, int views) : IPictureRows
{
    public int Rows => cache.RowsPerPicture;

    public int RowSize => cache.Width;

    public int Views => views;

    public void CopyRows(int picture, int view, Span<float> destination) => cache.CopyRows(picture, view, destination);
}
