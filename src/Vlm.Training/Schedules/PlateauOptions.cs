namespace Vlm.Training;

/// <summary>When and how <see cref="ReduceOnPlateau"/> lowers the rate.</summary>
public sealed class PlateauOptions
{
    /// <summary>Whether a higher metric is better; false for losses.</summary>
    public bool HigherIsBetter { get; init; }

    /// <summary>The rate is multiplied by this.</summary>
    public double Factor { get; init; } = 0.1;

    /// <summary>How many observations without progress are borne.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>How much better counts as progress.</summary>
    public double Threshold { get; init; } = 1e-4;

    /// <summary>Whether the threshold is a share of the best metric, or a difference.</summary>
    public bool IsRelative { get; init; } = true;

    /// <summary>How many observations after a drop are not counted.</summary>
    public int Cooldown { get; init; }

    /// <summary>The rate does not fall below this.</summary>
    public double MinRate { get; init; }
}
