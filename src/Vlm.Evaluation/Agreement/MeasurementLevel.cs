namespace Vlm.Evaluation;

/// <summary>What the numbers of a rating mean, and so how far apart two of them are.</summary>
public enum MeasurementLevel
{
    /// <summary>Names without order: two differ or they do not.</summary>
    Nominal,

    /// <summary>Ranks: the distance is the number of ratings between them.</summary>
    Ordinal,

    /// <summary>Numbers whose differences mean something: the squared difference.</summary>
    Interval,

    /// <summary>Numbers with a true zero: the squared difference relative to the sum.</summary>
    Ratio,
}
