using System.Numerics.Tensors;

namespace Vlm.Search;

/// <summary>
/// Embeddings of pictures by id, searched by exact cosine, kept in one plain file. Queries are embeddings of the same
/// model, of a text, a picture, or both (<see cref="Combine"/>).
/// </summary>
/// <remarks>
/// Any number of threads may search and read at the same time; while one thread changes the index no other may use it.
/// The vectors lie in one array of at most 2^31 numbers: about 5.5 million pictures of 384 dimensions.
/// </remarks>
public sealed class ImageIndex
{
    // Below this many numbers one core is done before a second one has begun.
    private const long ParallelThreshold = 2_000_000;

    private readonly Dictionary<string, int> _rows = new(StringComparer.Ordinal);
    private readonly List<string> _ids = [];
    private readonly List<FileStamp> _stamps = [];
    private float[] _vectors = [];

    private ImageIndex(string embeddingSpace, int dimensions)
    {
        EmbeddingSpace = embeddingSpace;
        Dimensions = dimensions;
    }

    /// <summary>The fingerprint of the model's embedding space (<see cref="ModelInfo.EmbeddingSpace"/>).</summary>
    public string EmbeddingSpace { get; }

    /// <summary>The length of every vector.</summary>
    public int Dimensions { get; }

    /// <summary>The full path of the folder that the ids are relative to; null where that is not known.</summary>
    public string? Folder { get; set; }

    /// <summary>The number of pictures.</summary>
    public int Count => _ids.Count;

    /// <summary>The ids, in no particular order; the list is the index's own and follows its changes.</summary>
    public IReadOnlyList<string> Ids => _ids.AsReadOnly();

    /// <summary>An empty index.</summary>
    /// <param name="embeddingSpace">The fingerprint of the model's embedding space (<see cref="ModelInfo.EmbeddingSpace"/>).</param>
    /// <param name="dimensions">The length of every vector, 1 or more.</param>
    public static ImageIndex Create(string embeddingSpace, int dimensions)
    {
        ArgumentException.ThrowIfNullOrEmpty(embeddingSpace);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        return new ImageIndex(embeddingSpace, dimensions);
    }

    /// <summary>Reads an index file and verifies all of it: lengths, checksum and contents.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The model that will make the queries; another embedding space than the file's is refused. Null to skip that check.</param>
    /// <param name="cancellationToken">Checked for each megabyte or so.</param>
    /// <exception cref="ImageIndexException">The file is missing, not an index, of another version, truncated, altered or of another model.</exception>
    public static ImageIndex Load(string path, ModelInfo? model = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ImageIndex index = IndexFileReader.Read(path, cancellationToken);
        if (model is not null)
        {
            index.ThrowIfOtherModel(model, path);
        }

        return index;
    }

    /// <summary>One query of several: the sum of the normalised embeddings, normalised.</summary>
    /// <param name="embeddings">One or more embeddings of one model, such as a picture's and a text's.</param>
    /// <exception cref="TensorShapeException">Their lengths differ.</exception>
    public static Embedding Combine(params ReadOnlySpan<Embedding> embeddings)
    {
        if (embeddings.IsEmpty)
        {
            throw new ArgumentException("There is nothing to combine; give at least one embedding.", nameof(embeddings));
        }

        float[] sum = new float[embeddings[0].Dimensions];
        float[] unit = new float[sum.Length];
        foreach (Embedding embedding in embeddings)
        {
            Normalize(embedding, unit);
            TensorPrimitives.Add(sum, unit, sum);
        }

        Normalize(new Embedding(sum), unit);
        return new Embedding(unit);
    }

    /// <summary>Adds a picture. The vector is copied, and normalised if it is not.</summary>
    /// <param name="id">Its id: the path relative to the folder, with <c>/</c> between the parts.</param>
    /// <param name="embedding">Its embedding.</param>
    /// <param name="stamp">Length and time of its file.</param>
    /// <exception cref="ArgumentException">The id is there already.</exception>
    /// <exception cref="TensorShapeException">The vector has another length than <see cref="Dimensions"/>.</exception>
    /// <exception cref="InvalidInputException">The vector holds a number that is not finite.</exception>
    public void Add(string id, Embedding embedding, FileStamp stamp = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(embedding);
        if (_rows.ContainsKey(id))
        {
            throw new ArgumentException($"The index holds '{id}' already; use {nameof(Update)}.", nameof(id));
        }

        Reserve(Count + 1);
        Normalize(embedding, _vectors.AsSpan(Count * Dimensions, Dimensions));
        _rows.Add(id, Count);
        _ids.Add(id);
        _stamps.Add(stamp);
    }

    /// <summary>Replaces a picture's vector and stamp.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="embedding">The new embedding.</param>
    /// <param name="stamp">Length and time of its file.</param>
    /// <exception cref="KeyNotFoundException">There is no such id.</exception>
    /// <exception cref="TensorShapeException">The vector has another length than <see cref="Dimensions"/>.</exception>
    /// <exception cref="InvalidInputException">The vector holds a number that is not finite.</exception>
    public void Update(string id, Embedding embedding, FileStamp stamp = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(embedding);
        if (!_rows.TryGetValue(id, out int row))
        {
            throw new KeyNotFoundException($"The index does not hold '{id}'; use {nameof(Add)}.");
        }

        Normalize(embedding, _vectors.AsSpan(row * Dimensions, Dimensions));
        _stamps[row] = stamp;
    }

    /// <summary>Removes a picture.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>Whether it was there.</returns>
    public bool Remove(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (!_rows.Remove(id, out int row))
        {
            return false;
        }

        int last = Count - 1;
        if (row != last)
        {
            Vector(last).CopyTo(_vectors.AsSpan(row * Dimensions, Dimensions));
            _ids[row] = _ids[last];
            _stamps[row] = _stamps[last];
            _rows[_ids[row]] = row;
        }

        _ids.RemoveAt(last);
        _stamps.RemoveAt(last);
        return true;
    }

    /// <summary>Whether a picture is there, and its stamp.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="stamp">Length and time of its file when it was indexed.</param>
    public bool TryGet(string id, out FileStamp stamp)
    {
        ArgumentNullException.ThrowIfNull(id);
        bool found = _rows.TryGetValue(id, out int row);
        stamp = found ? _stamps[row] : default;
        return found;
    }

    /// <summary>Whether a picture is there, and its stamp and vector.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="stamp">Length and time of its file when it was indexed.</param>
    /// <param name="embedding">A copy of its normalised vector; null where it is not there.</param>
    public bool TryGet(string id, out FileStamp stamp, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Embedding? embedding)
    {
        bool found = TryGet(id, out stamp);
        embedding = found ? new Embedding(Vector(_rows[id]).ToArray()) : null;
        return found;
    }

    /// <summary>The pictures nearest to a query.</summary>
    /// <param name="query">An embedding of the index's model; its length does not matter, only its direction.</param>
    /// <param name="top">How many to give at most, 1 or more.</param>
    /// <returns>The best first; equal scores by id. Fewer than <paramref name="top"/> where the index holds fewer.</returns>
    /// <exception cref="TensorShapeException">The query has another length than <see cref="Dimensions"/>.</exception>
    /// <exception cref="InvalidInputException">The query holds a number that is not finite.</exception>
    public IReadOnlyList<SearchResult> Search(Embedding query, int top = 10)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        float[] unit = new float[Dimensions];
        Normalize(query, unit);
        int count = Count, capacity = Math.Min(top, count);
        if (count == 0)
        {
            return [];
        }

        NearestRows best = new(capacity, _ids);
        if ((long)count * Dimensions < ParallelThreshold)
        {
            best.Scan(_vectors, unit, 0, count);
            return best.BestFirst();
        }

        int parts = Math.Min(Environment.ProcessorCount, count);
        Parallel.For(0, parts, part =>
        {
            NearestRows own = new(capacity, _ids);
            own.Scan(_vectors, unit, (int)((long)count * part / parts), (int)((long)count * (part + 1) / parts));
            lock (best)
            {
                best.Merge(own);
            }
        });
        return best.BestFirst();
    }

    /// <summary>
    /// Writes the index beside its place (under a name of its own that ends in <c>.partial</c>), forces it to the disk and renames it, so that the old file is
    /// whole until the new one is. The same contents give the same bytes.
    /// </summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="cancellationToken">Checked for each megabyte or so; the old file then stays.</param>
    /// <exception cref="ImageIndexException">The file cannot be written.</exception>
    public void Save(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        IndexFileWriter.Write(this, path, cancellationToken);
    }

    /// <summary>Refuses a model whose embeddings lie in another space.</summary>
    /// <param name="model">The model that will make the queries.</param>
    /// <param name="path">What the error calls the index.</param>
    /// <exception cref="ImageIndexException">The spaces or dimensions differ.</exception>
    public void ThrowIfOtherModel(ModelInfo model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.EmbeddingSpace != EmbeddingSpace || (model.EmbeddingSize ?? Dimensions) != Dimensions)
        {
            throw new ImageIndexException(
                ImageIndexError.OtherModel, path,
                $"its embeddings come from another model: found the space '{EmbeddingSpace}' of {Dimensions} dimensions, expected '{model.EmbeddingSpace ?? "unknown"}' of "
                + $"{model.EmbeddingSize?.ToString() ?? "an unknown number of"} ({model.Name}). Use the model that it was made with, or index into another file.");
        }
    }

    internal ReadOnlySpan<float> Vector(int row) => _vectors.AsSpan(row * Dimensions, Dimensions);

    internal FileStamp Stamp(int row) => _stamps[row];

    /// <summary>Takes over what a file held; the rows' ids are known to differ.</summary>
    internal void Adopt(IReadOnlyList<(string Id, FileStamp Stamp)> entries, float[] vectors)
    {
        _vectors = vectors;
        foreach ((string id, FileStamp stamp) in entries)
        {
            _rows.Add(id, _ids.Count);
            _ids.Add(id);
            _stamps.Add(stamp);
        }
    }

    private static void Normalize(Embedding embedding, Span<float> destination)
    {
        ReadOnlySpan<float> source = embedding.Vector.Span;
        if (source.Length != destination.Length)
        {
            throw new TensorShapeException(
                "embedding for the index", destination.Length.ToString(), source.Length.ToString(), "All must come from the model that the index was made with.");
        }

        // In double precision: the squares of large numbers do not fit into single precision.
        double squares = 0;
        foreach (float value in source)
        {
            squares += (double)value * value;
        }

        if (!double.IsFinite(squares))
        {
            throw new InvalidInputException("An embedding holds a number that is not finite (NaN or infinity); it has no direction to compare.");
        }

        double norm = Math.Sqrt(squares);
        if (norm == 0 || Math.Abs(norm - 1) <= 1e-6)
        {
            source.CopyTo(destination);
            return;
        }

        for (int i = 0; i < source.Length; i++)
        {
            destination[i] = (float)(source[i] / norm);
        }
    }

    private void Reserve(int rows)
    {
        long needed = (long)rows * Dimensions;
        if (needed > _vectors.Length)
        {
            if (needed > Array.MaxLength)
            {
                throw new InvalidInputException($"{rows} pictures of {Dimensions} dimensions are {needed} numbers, more than the {Array.MaxLength} that one index holds; use several.");
            }

            Array.Resize(ref _vectors, (int)Math.Min(Array.MaxLength, Math.Max(needed, Math.Max(16L * Dimensions, _vectors.LongLength * 2))));
        }
    }
}
