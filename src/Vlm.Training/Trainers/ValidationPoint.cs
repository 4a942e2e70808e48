namespace Vlm.Training;

/// <summary>What the validation split said at one time of a run.</summary>
public sealed class ValidationPoint
{
    /// <summary>After how many steps.</summary>
    public required long Step { get; init; }

    /// <summary>After how many epochs, in parts of one.</summary>
    public required double Epoch { get; init; }

    /// <summary>The scores by name.</summary>
    public required IReadOnlyDictionary<string, double> Scores { get; init; }

    /// <summary>Whether no earlier score was as good.</summary>
    public required bool IsBest { get; init; }
}
