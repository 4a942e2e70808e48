using Vlm.Preprocessing.Framing;
using Vlm.Preprocessing.Steps;
using Vlm.Preprocessing.Values;

namespace Vlm.Preprocessing.Writing;

/// <summary>Resizes 8-bit pixels and looks every byte up.</summary>
/// <param name="table">256 numbers for each channel.</param>
/// <param name="blueFirst">Whether the planes are blue, green, red.</param>
internal sealed class TablePlaneWriter<T>(T[] table, bool blueFirst) : IPlaneWriter<T>
    where T : unmanaged
{
    public void Write(Raster source, in Frame frame, Memory<T> planes, int rowLength)
    {
        if (!frame.IsCovered)
        {
            Surround(frame, planes.Span, rowLength);
        }

        FrameWriter.Write(source, frame, new PlanarSink<T>(planes, rowLength, (frame.Top * rowLength) + frame.Left, table, blueFirst));
    }

    private void Surround(in Frame frame, Span<T> planes, int rowLength)
    {
        int planeLength = planes.Length / PixelTable.Channels;
        for (int channel = 0; channel < PixelTable.Channels; channel++)
        {
            Span<T> plane = planes.Slice((blueFirst ? PixelTable.Channels - 1 - channel : channel) * planeLength, planeLength);
            T value = table[(channel * PixelTable.Levels) + (byte)(frame.Around >> (8 * channel))];
            for (int y = 0; y < frame.Height; y++)
            {
                plane.Slice(y * rowLength, frame.Width).Fill(value);
            }
        }
    }
}
