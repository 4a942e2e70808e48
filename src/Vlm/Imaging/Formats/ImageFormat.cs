namespace Vlm.Imaging.Formats;

/// <summary>The formats that are read.</summary>
internal enum ImageFormat
{
    Png,
    Jpeg,
    Gif,
    WebP,
    Bmp,
    Ico,
}
