namespace Vlm.Evaluation;

/// <summary>How one system fared in choices of two.</summary>
public sealed class SystemStrength
{
    /// <summary>The system's name.</summary>
    public required string System { get; init; }

    /// <summary>Votes for it.</summary>
    public required int Wins { get; init; }

    /// <summary>Votes against it.</summary>
    public required int Losses { get; init; }

    /// <summary>Votes for neither.</summary>
    public required int Ties { get; init; }

    /// <summary>The share of its votes that it won, a tie being half a win, with Wilson's interval.</summary>
    public required Estimate WinRate { get; init; }

    /// <summary>Bradley and Terry's strength on Elo's scale: 1000 + 400/ln 10 · log strength.</summary>
    public required Estimate BradleyTerry { get; init; }

    /// <summary>Elo's rating from 1500 with k = 32: the mean over random orders of the votes, with a bootstrap interval over votes.</summary>
    public required Estimate Elo { get; init; }
}
