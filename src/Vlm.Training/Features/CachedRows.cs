namespace Vlm.Training;

/// <summary>The rows of a feature cache.</summary>
internal sealed class CachedRows(FeatureCache cache) : IPictureRows
{
    public int Rows => cache.RowsPerPicture;

    public int RowSize => cache.Width;

    public int Views => cache.Views.Count;

    public void CopyRows(int picture, int view, Span<float> destination) => cache.CopyRows(picture, view, destination);
}
