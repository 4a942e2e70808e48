namespace Vlm.Training;

/// <summary>What a few examples a class are worth.</summary>
public sealed class FewShotResult
{
    /// <summary>One score for each number of examples and method.</summary>
    public required IReadOnlyList<FewShotScore> Scores { get; init; }

    /// <summary>How many draws of examples each score is the mean of.</summary>
    public required int Draws { get; init; }

    /// <summary>The classes.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>How many pictures the accuracy was measured on.</summary>
    public required int ScoredPictures { get; init; }

    /// <summary>How many numbers the exported classifier has.</summary>
    public required long Parameters { get; init; }

    /// <summary>How long it took, encoding included.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>The model's folder, with the classifier of the first draw of the most examples, by the method that was chosen.</summary>
    public required string Folder { get; init; }

    /// <summary>The chosen method's score for each number of examples.</summary>
    public IEnumerable<FewShotScore> Chosen => Scores.Where(score => score.IsChosen);
}
