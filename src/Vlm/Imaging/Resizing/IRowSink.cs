namespace Vlm.Imaging.Resizing;

/// <summary>Receives the rows of a resized picture, each once. Several threads write different rows at the same time.</summary>
internal interface IRowSink
{
    /// <param name="y">The row's number inside the wanted window.</param>
    /// <param name="pixels">Four bytes a pixel; valid during the call only.</param>
    void Write(int y, ReadOnlySpan<byte> pixels);
}
