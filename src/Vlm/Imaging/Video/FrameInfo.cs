namespace Vlm.Imaging.Video;

/// <summary>What the log says of one frame.</summary>
/// <param name="Index">Its number in the file.</param>
/// <param name="Time">When it appears.</param>
/// <param name="IsKeyFrame">Whether it is decoded without another.</param>
/// <param name="Width">Pixels in a row, after turning.</param>
/// <param name="Height">Number of rows.</param>
internal readonly record struct FrameInfo(long Index, TimeSpan Time, bool IsKeyFrame, int Width, int Height);
