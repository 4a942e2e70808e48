namespace Vlm.Evaluation;

/// <summary>What stands in the place of an n-gram length without a match (Chen and Cherry 2014).</summary>
public enum SacreBleuSmoothing
{
    /// <summary>A half, a quarter, … of a match, halved with each such length: sacreBLEU's default (method 3, as mteval-v13a).</summary>
    Exponential,

    /// <summary>A tenth of a match.</summary>
    Floor,

    /// <summary>One is added to the matches and to the n-grams of every length above 1.</summary>
    AddOne,

    /// <summary>Nothing: the score is 0.</summary>
    None,
}
