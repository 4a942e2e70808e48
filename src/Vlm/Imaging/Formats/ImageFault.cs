namespace Vlm.Imaging.Formats;

/// <summary>Errors of the format readers; each message says what was found and what to do.</summary>
internal static class ImageFault
{
    public static ImageDecodeException Truncated(string name, string detail) =>
        new(ImageDecodeReason.Truncated, name, $"the data end too early: {detail}. Fetch or export the file again.");

    public static ImageDecodeException Corrupt(string name, string detail) =>
        new(ImageDecodeReason.Corrupt, name, $"the data contradict themselves: {detail}. Fetch or export the file again.");

    public static ImageDecodeException Unsupported(string name, string detail) =>
        new(ImageDecodeReason.Unsupported, name, $"{detail}. Convert it to an ordinary PNG, JPEG, WebP, GIF, BMP or ICO.");

    public static ImageDecodeException NotAnImage(string name, string detail) =>
        new(ImageDecodeReason.NotAnImage, name, $"{detail}. PNG, JPEG, WebP, GIF, BMP and ICO are read, whatever the file is called.");
}
