using System.Runtime.InteropServices;

namespace Vlm.Imaging.Animation;

/// <summary>The canvas on which frames are laid, red, green, blue, alpha; it begins transparent.</summary>
internal sealed class AnimationCanvas : IDisposable
{
    private readonly int _width;
    private readonly int _height;
    private readonly PooledBytes _pixels;
    private PooledBytes? _before;
    private AnimationFrame? _last;

    public AnimationCanvas(int width, int height)
    {
        _width = width;
        _height = height;
        _pixels = new PooledBytes(width * height * 4);
        _pixels.Span.Clear();
    }

    public ReadOnlySpan<byte> Pixels => _pixels.Span;

    /// <summary>Removes the frame before as it asked for, and lays the next one over what remains.</summary>
    public void Draw(in AnimationFrame frame, ReadOnlySpan<byte> pixels, IAnimationFormat format)
    {
        DisposeLast();
        if (frame.Disposal == FrameDisposal.Restore)
        {
            _before ??= new PooledBytes(_width * _height * 4);
            _pixels.Span.CopyTo(_before.Span);
        }

        ReadOnlySpan<uint> from = MemoryMarshal.Cast<byte, uint>(pixels);
        Span<uint> canvas = MemoryMarshal.Cast<byte, uint>(_pixels.Span);
        (int columns, int rows) = Visible(frame);
        for (int y = 0; y < rows; y++)
        {
            ReadOnlySpan<uint> over = from.Slice(y * frame.Width, columns);
            Span<uint> row = canvas.Slice(((frame.Top + y) * _width) + frame.Left, columns);
            if (!frame.Blends)
            {
                over.CopyTo(row);
                continue;
            }

            for (int x = 0; x < columns; x++)
            {
                row[x] = format.Blend(over[x], row[x]);
            }
        }

        _last = frame;
    }

    public void Dispose()
    {
        _pixels.Dispose();
        _before?.Dispose();
    }

    private void DisposeLast()
    {
        if (_last is { Disposal: FrameDisposal.Clear } last)
        {
            Span<uint> canvas = MemoryMarshal.Cast<byte, uint>(_pixels.Span);
            (int columns, int rows) = Visible(last);
            for (int y = 0; y < rows; y++)
            {
                canvas.Slice(((last.Top + y) * _width) + last.Left, columns).Clear();
            }
        }
        else if (_last is { Disposal: FrameDisposal.Restore })
        {
            _before!.Span.CopyTo(_pixels.Span);
        }
    }

    /// <summary>The part of a frame's rectangle that lies on the canvas.</summary>
    private (int Columns, int Rows) Visible(in AnimationFrame frame)
    {
        int columns = Math.Min(frame.Width, _width - frame.Left);
        int rows = Math.Min(frame.Height, _height - frame.Top);
        return columns <= 0 || rows <= 0 ? (0, 0) : (columns, rows);
    }
}
