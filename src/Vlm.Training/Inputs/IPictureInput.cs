namespace Vlm.Training;

/// <summary>How pictures come into graphs: as rows that were kept, or as pixels that an encoder within the graph reads.</summary>
internal interface IPictureInput
{
    /// <summary>The encoder within the graph; null where rows were kept.</summary>
    TunedEncoder? Encoder { get; }

    /// <summary>Rows of each picture.</summary>
    int Rows { get; }

    /// <summary>Numbers in a row.</summary>
    int RowSize { get; }

    /// <summary>Views of each picture.</summary>
    int Views { get; }

    /// <summary>Adds rows [pictures, cells, row size] to a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="parameters">Those of the encoder are added where it is trained.</param>
    /// <param name="cells">How many rows of each picture; null for all.</param>
    GraphValue AddTo(TrainingGraph graph, ParameterSet parameters, int? cells = null);

    /// <summary>Adds some pictures to a batch.</summary>
    /// <param name="batch">The batch of such a graph.</param>
    /// <param name="pictures">The pictures, each with as many cells as the graph was made for.</param>
    /// <param name="cancellationToken">Stops it.</param>
    void Feed(TrainingBatch batch, IReadOnlyList<DrawnPicture> pictures, CancellationToken cancellationToken = default);
}
