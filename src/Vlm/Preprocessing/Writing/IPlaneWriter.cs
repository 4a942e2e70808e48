using Vlm.Preprocessing.Framing;
using Vlm.Preprocessing.Steps;

namespace Vlm.Preprocessing.Writing;

/// <summary>Writes a frame into three planes. Thread-safe.</summary>
internal interface IPlaneWriter<T>
    where T : unmanaged
{
    /// <summary>Writes the upper left corner of the planes; what lies right of and below the frame stays as it is.</summary>
    /// <param name="source">The pixels that the frame starts from.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="planes">Three planes behind each other.</param>
    /// <param name="rowLength">Numbers in a row of a plane.</param>
    void Write(Raster source, in Frame frame, Memory<T> planes, int rowLength);
}
