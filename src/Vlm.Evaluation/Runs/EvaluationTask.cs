namespace Vlm.Evaluation;

/// <summary>What a model is run for.</summary>
public enum EvaluationTask
{
    /// <summary>One caption for each picture that has captions.</summary>
    Caption,

    /// <summary>One answer for each question.</summary>
    Answer,

    /// <summary>Embeddings of each picture that has captions, and of the captions.</summary>
    Retrieval,

    /// <summary>Embeddings of the pictures alone, by which nearest neighbours are found.</summary>
    ImageEmbedding,
}
