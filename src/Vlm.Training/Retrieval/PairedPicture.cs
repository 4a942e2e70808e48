namespace Vlm.Training;

/// <summary>A picture and the texts that belong to it.</summary>
/// <param name="Name">What errors call it.</param>
/// <param name="Row">Its number among the pictures' rows.</param>
/// <param name="Texts">The numbers of its texts among the token states; at least one.</param>
internal sealed record PairedPicture(string Name, int Row, IReadOnlyList<int> Texts);
