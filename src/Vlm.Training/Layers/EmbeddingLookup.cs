namespace Vlm.Training;

/// <summary>Rows of an embedding table.</summary>
public static class EmbeddingLookup
{
    /// <summary>Rows of a table by their numbers; gradients of repeated rows add up.</summary>
    /// <param name="table">[count, size].</param>
    /// <param name="ids">Int64 […].</param>
    /// <param name="padding">The number of a row that gets no gradient; null for none.</param>
    /// <returns>[…, size].</returns>
    public static GraphValue Embed(this GraphValue table, GraphValue ids, long? padding = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(ids);
        GraphValue rows = table.Gather(ids);
        if (padding is not { } row)
        {
            return rows;
        }

        GraphValue isPadding = ids.EqualTo(ids.Graph.Constant(GraphTensor.Longs(row))).Unsqueeze(ids.Rank);
        return isPadding.Where(rows.StopGradient(), rows);
    }
}
