namespace Vlm.Training;

/// <summary>Which head is trained.</summary>
public enum TrainingTaskKind
{
    /// <summary>Two towers that embed pictures and texts into one space.</summary>
    Retrieval,

    /// <summary>An image classifier with one's own classes.</summary>
    Classify,
}
