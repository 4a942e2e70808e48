namespace Vlm.Training;

/// <summary>How texts come into graphs: as token states that were kept, or as tokens that an encoder within the graph reads.</summary>
internal interface ITextInput
{
    /// <summary>The encoder within the graph; null where states were kept.</summary>
    TunedEncoder? Encoder { get; }

    /// <summary>Numbers of each token's state.</summary>
    int Width { get; }

    /// <summary>Adds states [texts, length, width] and the mask of what is no padding, Int64 [texts, length], to a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="parameters">Those of the encoder are added where it is trained.</param>
    (GraphValue States, GraphValue Mask) AddTo(TrainingGraph graph, ParameterSet parameters);

    /// <summary>Adds some texts to a batch.</summary>
    /// <param name="batch">The batch of such a graph.</param>
    /// <param name="texts">The texts' numbers.</param>
    void Feed(TrainingBatch batch, IReadOnlyList<int> texts);
}
