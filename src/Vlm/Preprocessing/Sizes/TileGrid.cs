namespace Vlm.Preprocessing.Sizes;

/// <summary>The grid of square tiles whose shape is nearest to the picture's (InternVL, LFM2-VL).</summary>
internal sealed class TileGrid
{
    private readonly int _tile;
    private readonly (int Columns, int Rows)[] _grids;

    /// <param name="tile">The side of a tile.</param>
    /// <param name="least">The least number of tiles.</param>
    /// <param name="most">The most tiles.</param>
    public TileGrid(int tile, int least, int most)
    {
        _tile = tile;
        _grids =
        [
            .. from columns in Enumerable.Range(1, most)
               from rows in Enumerable.Range(1, most / columns)
               where columns * rows >= least
               orderby columns * rows
               select (columns, rows),
        ];
    }

    public (int Columns, int Rows) For(int width, int height)
    {
        double aspect = (double)width / height;
        double area = (double)width * height;
        double nearest = double.PositiveInfinity;
        (int Columns, int Rows) best = (1, 1);
        foreach ((int columns, int rows) in _grids)
        {
            double distance = Math.Abs(aspect - ((double)columns / rows));

            // Of two grids that fit equally well, the picture must have pixels enough for the larger one.
            if (distance < nearest || (distance == nearest && area > 0.5 * _tile * _tile * columns * rows))
            {
                (nearest, best) = (distance, (columns, rows));
            }
        }

        return best;
    }
}
