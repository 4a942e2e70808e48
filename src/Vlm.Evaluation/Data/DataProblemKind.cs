namespace Vlm.Evaluation;

/// <summary>What is wrong with one entry of a data set that can be read as a whole.</summary>
public enum DataProblemKind
{
    /// <summary>The picture that an entry names is not there; the entry is left out.</summary>
    MissingPicture,

    /// <summary>The picture is there and cannot be decoded.</summary>
    UnreadablePicture,

    /// <summary>A caption, question or answer without a word; it is left out.</summary>
    EmptyText,

    /// <summary>An id for the second time; the second entry is left out.</summary>
    DuplicateId,

    /// <summary>A question without a known answer, or an answer without a question; it is left out.</summary>
    Unanswered,

    /// <summary>A picture without captions, questions or a label; it is kept.</summary>
    NothingSaid,
}
