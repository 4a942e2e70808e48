namespace Vlm.Evaluation;

/// <summary>Opens folders and zip files of pictures.</summary>
public static class PictureSource
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase) { ".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".ico" };

    /// <summary>Opens a folder, or a .zip file that is read where it lies: nothing is extracted to disk.</summary>
    /// <param name="path">The folder or file.</param>
    /// <param name="limits">The longest encoded picture; null for the defaults.</param>
    /// <exception cref="DataSetException">There is neither, or the file is no zip.</exception>
    public static IPictureSource Open(string path, ImageLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            return new FolderPictures(path);
        }

        return File.Exists(path)
            ? new ZipPictures(path, (limits ?? ImageLimits.Default).MaxEncodedBytes)
            : throw new DataSetException(path, "there is no such folder or zip file of pictures. Pass it with --images (DataSetOptions.Images).");
    }

    internal static bool IsPicture(string name) => Extensions.Contains(Path.GetExtension(name));

    internal static ImageDecodeException NotFound(string source, string picture) =>
        new(ImageDecodeReason.NotFound, $"{source}/{picture}", "there is no such picture.");
}
