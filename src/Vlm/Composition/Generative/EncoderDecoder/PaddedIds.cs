namespace Vlm.Composition.Generative.EncoderDecoder;

/// <summary>Ids of several lengths as one tensor, padded behind, with the mask of what is real.</summary>
internal sealed class PaddedIds : IDisposable
{
    /// <param name="ids">Per row its ids.</param>
    /// <param name="padId">What stands behind the shorter rows.</param>
    /// <param name="before">How many real places stand before the ids in the mask.</param>
    public PaddedIds(IReadOnlyList<int[]> ids, int padId, int before = 0)
    {
        int longest = ids.Max(row => row.Length);
        Ids = TensorBuffer.Rent<long>(ids.Count, longest);
        Mask = TensorBuffer.Rent<long>(ids.Count, before + longest);
        Ids.Span.Fill(padId);
        Mask.Span.Clear();
        for (int row = 0; row < ids.Count; row++)
        {
            for (int i = 0; i < ids[row].Length; i++)
            {
                Ids.Row(row)[i] = ids[row][i];
            }

            Mask.Row(row)[..(before + ids[row].Length)].Fill(1);
        }
    }

    /// <summary>[B,L].</summary>
    public TensorBuffer<long> Ids { get; }

    /// <summary>[B, before + L].</summary>
    public TensorBuffer<long> Mask { get; }

    public void Dispose()
    {
        Ids.Dispose();
        Mask.Dispose();
    }
}
