namespace Vlm.Training;

/// <summary>Which head is trained.</summary>
public enum TrainingTaskKind
{
    /// <summary>Two towers that embed pictures and texts into one space.</summary>
    Retrieval,

    /// <summary>A decoder that writes captions.</summary>
    Caption,

    /// <summary>A head that answers questions with one of a list of answers.</summary>
    Vqa,

    /// <summary>An image classifier with one's own classes.</summary>
    Classify,
}
