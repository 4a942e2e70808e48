using Vlm.Evaluation;

namespace Vlm.Tests.Training.Features;

/// <summary>Pictures in memory: raw pixels, or bytes that may be no picture at all.</summary>
internal sealed class MemoryPictures : IPictureSource
{
    private readonly Dictionary<string, Func<ImageInput>> _pictures = new(StringComparer.Ordinal);

    public string Name => "memory";

    public IReadOnlyList<string> Names => [.. _pictures.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Pictures of 8 x 4 pixels, each of its own colours.</summary>
    public static MemoryPictures Of(int count)
    {
        MemoryPictures pictures = new();
        for (int i = 0; i < count; i++)
        {
            pictures.AddColours($"{i:000}.png", 8, 4, (byte)(i * 5), (byte)(250 - i));
        }

        return pictures;
    }

    /// <summary>The left half has one value in all channels, the right half another.</summary>
    public void AddColours(string name, int width, int height, byte left, byte right)
    {
        byte[] pixels = new byte[width * height * 3];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = i / 3 % width < width / 2 ? left : right;
        }

        _pictures[name] = () => ImageInput.FromPixels(pixels, width, height);
    }

    /// <summary>A picture of 8 x 8 patches of random grays; the same seed gives the same picture.</summary>
    public void AddPatches(string name, int seed, byte lighter = 0)
    {
        const int side = 32;
        Random random = new(seed);
        byte[] grays = [.. Enumerable.Range(0, 64).Select(_ => (byte)random.Next(240))];
        byte[] pixels = [.. Enumerable.Range(0, side * side * 3).Select(i => (byte)(grays[(i / 3 / side / 4 * 8) + (i / 3 % side / 4)] + lighter))];
        _pictures[name] = () => ImageInput.FromPixels(pixels, side, side);
    }

    public void AddBytes(string name, byte[] bytes) => _pictures[name] = () => ImageInput.FromBytes(bytes, name);

    public bool Contains(string picture) => _pictures.ContainsKey(picture);

    public ImageInput Open(string picture) =>
        _pictures.TryGetValue(picture, out Func<ImageInput>? open) ? open() : throw new ImageDecodeException(ImageDecodeReason.NotFound, picture, "there is no such picture.");

    public void Dispose()
    {
    }
}
