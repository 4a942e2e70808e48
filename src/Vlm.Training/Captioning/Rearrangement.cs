namespace Vlm.Training;

/// <summary>
/// Rows of many sequences as one list [N, D] without padding, and the same rows padded to [B, M, D]. Each row stands once on
/// both sides, so that the gradient of either is a look-up in the other direction and nothing has to be added up.
/// </summary>
internal sealed class Rearrangement
{
    private readonly GraphValue _toPadded;
    private readonly GraphValue _toPacked;
    private readonly GraphValue _isRow;

    /// <summary>Reads the map from inputs of a graph.</summary>
    /// <param name="toPadded">Int64 [B, M]: the number of the row that stands at each place; any row where there is padding.</param>
    /// <param name="toPacked">Int64 [N]: the place b · M + m of each row.</param>
    /// <param name="isRow">[B, M]: 1 at rows, 0 at padding.</param>
    public Rearrangement(GraphValue toPadded, GraphValue toPacked, GraphValue isRow)
    {
        _toPadded = toPadded;
        _toPacked = toPacked;
        _isRow = isRow.Unsqueeze(2);
    }

    /// <summary>[N, D] → [B, M, D]. What stands at padding must reach no loss: attention masks it.</summary>
    public GraphValue Pad(GraphValue rows)
    {
        GraphValue padded = rows.Graph.Copy(rows.Gather(_toPadded));
        padded.Producer!.Gradient = new CustomGradient([rows], dy => [AsRows(dy).Gather(_toPacked)]);
        return padded;
    }

    /// <summary>[B, M, D] → [N, D].</summary>
    public GraphValue Pack(GraphValue padded)
    {
        GraphValue rows = padded.Graph.Copy(AsRows(padded).Gather(_toPacked));
        rows.Producer!.Gradient = new CustomGradient([padded], dy => [dy.Gather(_toPadded) * _isRow]);
        return rows;
    }

    private static GraphValue AsRows(GraphValue padded) => padded.Reshape(-1, padded.Shape[^1].Size);
}
