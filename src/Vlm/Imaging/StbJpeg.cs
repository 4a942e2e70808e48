using System.Runtime.InteropServices;
using StbImageSharp;

namespace Vlm.Imaging;

/// <summary>
/// JPEG by StbImageSharp, over memory that was cleared. The package takes memory for the samples as it lies there, so that a
/// picture whose scan ends early would show what others left in it, and differ from run to run.
/// </summary>
internal static unsafe class StbJpeg
{
    /// <summary>Red, green, blue, alpha in memory of the package, to be given back with <see cref="Free"/>; null where it fails.</summary>
    public static byte* Decode(WatchedMemory file, out int width, out int height)
    {
        StbImage.stbi__jpeg jpeg = new() { s = new StbImage.stbi__context(file) };
        StbImage.stbi__setup_jpeg(jpeg);

        // The memory is taken when the frame header has been read, and nothing is written before the next byte is.
        bool cleared = false;
        file.BeforeRead = () =>
        {
            if (!cleared && jpeg.img_comp[0].raw_data != null)
            {
                cleared = true;
                Clear(jpeg);
            }
        };
        int x, y, components;
        byte* pixels = StbImage.load_jpeg_image(jpeg, &x, &y, &components, (int)ColorComponents.RedGreenBlueAlpha);
        (width, height) = (x, y);
        return pixels;
    }

    /// <summary>The package takes its memory from the runtime's global heap.</summary>
    public static void Free(byte* pixels) => Marshal.FreeHGlobal((IntPtr)pixels);

    private static void Clear(StbImage.stbi__jpeg jpeg)
    {
        for (int i = 0; i < jpeg.img_comp.Length; i++)
        {
            StbImage.stbi__jpeg.unnamed1 component = jpeg.img_comp[i];
            nuint samples = (nuint)component.w2 * (nuint)component.h2;
            if (component.data != null)
            {
                NativeMemory.Clear(component.data, samples);
            }

            if (component.coeff != null)
            {
                NativeMemory.Clear(component.coeff, samples * sizeof(short));
            }
        }
    }
}
