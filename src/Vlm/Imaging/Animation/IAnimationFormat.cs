namespace Vlm.Imaging.Animation;

/// <summary>An animated format: its frames one by one, each also as a still picture of its own.</summary>
internal interface IAnimationFormat
{
    int Width { get; }

    int Height { get; }

    /// <summary>Finds the next frame's description; false at the end.</summary>
    bool Next(ReadOnlySpan<byte> file, out AnimationFrame frame);

    /// <summary>The length of the still picture that shows nothing but the frame.</summary>
    int StillLength(in AnimationFrame frame);

    /// <summary>Writes that still picture.</summary>
    void WriteStill(ReadOnlySpan<byte> file, in AnimationFrame frame, Span<byte> still);

    /// <summary>Lays a frame's pixel over the canvas's, both red, green, blue, alpha.</summary>
    uint Blend(uint over, uint below);
}
