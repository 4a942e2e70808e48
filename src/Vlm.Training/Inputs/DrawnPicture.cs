namespace Vlm.Training;

/// <summary>A picture as a step sees it.</summary>
/// <param name="Picture">The picture's number.</param>
/// <param name="View">The number of its view; 0 is the one that inference sees.</param>
/// <param name="Cells">The cells that are seen, in their order; null for all.</param>
internal readonly record struct DrawnPicture(int Picture, int View = 0, IReadOnlyList<int>? Cells = null);
