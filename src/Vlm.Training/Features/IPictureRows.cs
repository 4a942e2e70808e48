namespace Vlm.Training;

/// <summary>The rows that a frozen encoder made of pictures, from a cache on disk or from memory. Reading is thread-safe.</summary>
internal interface IPictureRows
{
    /// <summary>Rows of each picture.</summary>
    int Rows { get; }

    /// <summary>Numbers in a row.</summary>
    int RowSize { get; }

    /// <summary>Views of each picture; view 0 is the one that inference sees.</summary>
    int Views { get; }

    /// <summary>Copies the rows of a view of a picture.</summary>
    /// <param name="picture">The picture's number.</param>
    /// <param name="view">The view's number.</param>
    /// <param name="destination">Rows × row size numbers.</param>
    void CopyRows(int picture, int view, Span<float> destination);
}
