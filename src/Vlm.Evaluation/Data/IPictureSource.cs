namespace Vlm.Evaluation;

/// <summary>Where a data set's pictures lie: a folder or a zip file (<see cref="PictureSource.Open"/>), or the user's own place.</summary>
/// <remarks>Implementations are thread-safe.</remarks>
public interface IPictureSource : IDisposable
{
    /// <summary>What messages call it: the path of the folder or file.</summary>
    string Name { get; }

    /// <summary>The names of all its pictures, in ordinal order, with <c>/</c> between folders.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Whether there is such a picture.</summary>
    /// <param name="picture">Its name.</param>
    bool Contains(string picture);

    /// <summary>A picture, encoded as it lies there.</summary>
    /// <param name="picture">Its name.</param>
    /// <returns>The picture; no stream stays open.</returns>
    /// <exception cref="ImageDecodeException">There is no such picture, it cannot be read, or it is longer than the limit.</exception>
    ImageInput Open(string picture);
}
