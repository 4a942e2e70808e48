namespace Vlm.Training;

/// <summary>A picture with its captions.</summary>
/// <param name="Name">What it is called in errors.</param>
/// <param name="Index">Its number among the <see cref="IPictureRows"/>.</param>
/// <param name="Captions">What people wrote about it.</param>
internal sealed record CaptionedPicture(string Name, int Index, IReadOnlyList<string> Captions);
