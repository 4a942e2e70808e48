namespace Vlm.Evaluation;

/// <summary>How a figure reads best.</summary>
public enum FigureUnit
{
    /// <summary>A number as it is.</summary>
    Number,

    /// <summary>A share, 0 to 1, that people read in per cent.</summary>
    Share,

    /// <summary>A rank, 1 or more; less is better.</summary>
    Rank,
}
