using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>A picture with its questions.</summary>
/// <param name="Name">What it is called in errors.</param>
/// <param name="Index">Its number among the <see cref="IPictureRows"/>.</param>
/// <param name="Questions">The questions with people's answers.</param>
/// <param name="Captions">Its captions, for the second task; may be empty.</param>
internal sealed record AskedPicture(string Name, int Index, IReadOnlyList<DataSetQuestion> Questions, IReadOnlyList<string> Captions);
