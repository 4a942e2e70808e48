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

    public void AddBytes(string name, byte[] bytes) => _pictures[name] = () => ImageInput.FromBytes(bytes, name);

    public bool Contains(string picture) => _pictures.ContainsKey(picture);

    public ImageInput Open(string picture) =>
        _pictures.TryGetValue(picture, out Func<ImageInput>? open) ? open() : throw new ImageDecodeException(ImageDecodeReason.NotFound, picture, "there is no such picture.");

    public void Dispose()
    {
    }
}
