namespace Vlm.Training;

/// <summary>A picture and its class.</summary>
/// <param name="Name">What errors call it.</param>
/// <param name="Row">Its number among the pictures' rows.</param>
/// <param name="Label">The number of its class.</param>
internal sealed record LabelledPicture(string Name, int Row, int Label);
