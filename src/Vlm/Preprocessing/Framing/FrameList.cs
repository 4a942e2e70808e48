using System.Runtime.InteropServices;

namespace Vlm.Preprocessing.Framing;

/// <summary>The frames of a batch, planned before any memory is taken for them. Lists are kept from batch to batch.</summary>
internal sealed class FrameList
{
    /// <summary>The most pixels that a picture may come to, in one resize or in all its frames: 67 million.</summary>
    public const long MaxPixels = 1L << 26;

    // Longer rows are refused even where they are few: tables are made for every column.
    private const int MaxSide = 1 << 20;

    private readonly List<Frame> _frames = [];
    private readonly List<Resizing> _stages = [];
    private readonly List<PicturePlan> _pictures = [];
    private long _pixels;

    public ReadOnlySpan<Frame> Frames => CollectionsMarshal.AsSpan(_frames);

    public ReadOnlySpan<Resizing> Stages => CollectionsMarshal.AsSpan(_stages);

    public ReadOnlySpan<PicturePlan> Pictures => CollectionsMarshal.AsSpan(_pictures);

    /// <summary>The largest width and height to which the last picture's own pixels are resized; what is resized further counts only once.</summary>
    public (int Width, int Height) LargestFirstResize
    {
        get
        {
            PicturePlan picture = Current;
            (int width, int height) = picture.StageCount > 0 ? (Stages[picture.FirstStage].Width, Stages[picture.FirstStage].Height) : (1, 1);
            foreach (Frame frame in Frames.Slice(picture.FirstFrame, picture.FrameCount))
            {
                (width, height) = frame.Stage == 0 ? (Math.Max(width, frame.Resizing.Width), Math.Max(height, frame.Resizing.Height)) : (width, height);
            }

            return (width, height);
        }
    }

    private ref PicturePlan Current => ref CollectionsMarshal.AsSpan(_pictures)[^1];

    public void Clear()
    {
        _frames.Clear();
        _stages.Clear();
        _pictures.Clear();
    }

    /// <summary>What follows belongs to the next picture.</summary>
    public void Begin(int originalWidth, int originalHeight)
    {
        _pictures.Add(new PicturePlan { OriginalWidth = originalWidth, OriginalHeight = originalHeight, FirstFrame = _frames.Count, FirstStage = _stages.Count });
        _pixels = 0;
    }

    /// <summary>A resize that frames start from; each starts from the one before.</summary>
    /// <returns>Its number, for <see cref="Frame.Stage"/>.</returns>
    public int AddStage(Resizing resizing)
    {
        Check(resizing.Width, resizing.Height);
        if ((long)resizing.Width * resizing.Height > MaxPixels || resizing.Width > MaxSide || resizing.Height > MaxSide)
        {
            throw TooLarge((long)resizing.Width * resizing.Height);
        }

        _stages.Add(resizing);
        return ++Current.StageCount;
    }

    public void Add(Frame frame)
    {
        Check(frame.Resizing.Width, frame.Resizing.Height);
        _pixels += (long)frame.Width * frame.Height;
        if (_pixels > MaxPixels || frame.Width > MaxSide || frame.Height > MaxSide)
        {
            throw TooLarge(_pixels);
        }

        _frames.Add(frame);
        ref PicturePlan picture = ref Current;
        picture.FrameCount++;
        (picture.Width, picture.Height) = (frame.Resizing.Width, frame.Resizing.Height);
    }

    /// <summary>How the picture was divided; without it the grid is 0 by 0.</summary>
    public void SetGrid(int rows, int columns) => (Current.Rows, Current.Columns) = (rows, columns);

    /// <summary>What the whole picture was resized to, where that is not the size of the last frame.</summary>
    public void SetSize(int width, int height) => (Current.Width, Current.Height) = (width, height);

    public InvalidInputException Refused(string reason)
    {
        PicturePlan picture = Current;
        return new InvalidInputException($"A picture of {picture.OriginalWidth}x{picture.OriginalHeight} pixels cannot be processed: {reason}");
    }

    private void Check(int width, int height)
    {
        if (width < 1 || height < 1)
        {
            throw Refused($"it would be resized to {width}x{height}. Crop it to a less extreme shape.");
        }
    }

    private InvalidInputException TooLarge(long pixels) =>
        Refused($"it would come to {pixels} pixels, more than {MaxPixels} or more than {MaxSide} a side. Crop it to a less extreme shape, or check the sizes in the processor's file.");
}
