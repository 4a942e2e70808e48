namespace Vlm;

/// <summary>One frame of a video or an animation: a picture, its time and its number.</summary>
/// <remarks>
/// Whoever receives a frame owns it: dispose it when its pixels are no longer needed, which gives their pooled memory back.
/// A frame that is not disposed costs memory until the garbage collector finds it, nothing else. Immutable; thread-safe but
/// for <see cref="Dispose"/>.
/// </remarks>
public sealed class VideoFrame : IDisposable
{
    /// <summary>Creates a frame.</summary>
    /// <param name="image">The picture; the frame owns it from now on.</param>
    /// <param name="index">The number of the frame in the file, from 0, in the order in which frames are shown.</param>
    /// <param name="time">When the frame appears.</param>
    /// <param name="isKeyFrame">Whether it is decoded without another frame.</param>
    /// <param name="duration">How long it stands, where the file says so.</param>
    public VideoFrame(RgbImage image, long index, TimeSpan time, bool isKeyFrame = false, TimeSpan? duration = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        Image = image;
        Index = index;
        Time = time;
        IsKeyFrame = isKeyFrame;
        Duration = duration;
    }

    /// <summary>The picture, turned upright, 8 bits a channel. It lives as long as the frame.</summary>
    public RgbImage Image { get; }

    /// <summary>The number of the frame in the file, from 0, in the order in which frames are shown; frames that were not asked for are counted.</summary>
    public long Index { get; }

    /// <summary>When the frame appears, by the clock of the file, to 100 nanoseconds. The first frame need not be at zero.</summary>
    public TimeSpan Time { get; }

    /// <summary>Whether it is decoded without another frame.</summary>
    public bool IsKeyFrame { get; }

    /// <summary>How long the frame stands; null where the file does not say (videos: until the next frame).</summary>
    public TimeSpan? Duration { get; }

    /// <summary>The frame as a picture for a model. It must not be disposed before the model is done with it.</summary>
    public ImageInput ToImageInput() => ImageInput.FromImage(Image);

    /// <summary>The frame as a picture for a model; see <see cref="ToImageInput"/>.</summary>
    /// <param name="frame">The frame.</param>
    public static implicit operator ImageInput(VideoFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return frame.ToImageInput();
    }

    /// <summary>Gives the pixels' memory back.</summary>
    public void Dispose() => Image.Dispose();
}
