namespace Vlm.Imaging.Formats;

/// <summary>
/// What a file says of itself before any pixel is decoded. Sides are as stored: the orientation is not applied.
/// HasEnd: the format's end mark was seen, so that missing pixels are damage and not a cut.
/// </summary>
internal readonly record struct ImageHeader(
    ImageFormat Format, long Width, long Height, PixelMode Mode, int Orientation = ExifOrientation.Upright, bool HasEnd = false);
