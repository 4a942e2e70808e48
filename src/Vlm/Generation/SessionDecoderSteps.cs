using Vlm.Onnx;

namespace Vlm.Generation;

/// <summary>One generation over a decoder beside an encoder: its cache, and the encoder's states that it looks at.</summary>
internal sealed class SessionDecoderSteps : IDecoderSteps
{
    private readonly DecoderSession _decoder;
    private readonly KeyValueCache _cache;
    private readonly int[][] _prompts;
    private readonly int[][]? _encoderPrompts;
    private readonly DecoderFeeds _feeds;
    private TensorBuffer<float>? _logits;
    private int _length;

    /// <param name="decoder">The file or files.</param>
    /// <param name="states">The encoder's, for B texts; the caller keeps them.</param>
    /// <param name="prompts">For each of the texts the ids that it begins with, as many for one as for another; each text begins as one row.</param>
    /// <param name="encoderPrompts">For each of the texts the ids that the encoder read; null where it reads pictures only.</param>
    public SessionDecoderSteps(DecoderSession decoder, EncoderStates states, int[][] prompts, int[][]? encoderPrompts = null)
    {
        int length = prompts.Length == 0 ? 0 : prompts[0].Length;
        if (Array.Exists(prompts, prompt => prompt.Length != length) || prompts.Length != states.Tensor.Shape[0])
        {
            throw new ArgumentException(
                $"One decoder prompt for each of {states.Tensor.Shape[0]} rows, all of one length, was expected; their lengths are {string.Join(", ", prompts.Select(prompt => prompt.Length))}.", nameof(prompts));
        }

        if (states.Lengths is not null && !decoder.ReadsStatesMask)
        {
            throw new TensorShapeException(
                $"{decoder.Session.Path}: input '{decoder.States.Name}'", "as many states for one row as for another, since the file reads no mask of them", string.Join(", ", states.Lengths), "Run these rows one by one.");
        }

        _decoder = decoder;
        _prompts = prompts;
        _encoderPrompts = encoderPrompts;
        _cache = new KeyValueCache(decoder.Cache, prompts.Length);
        _feeds = new DecoderFeeds(decoder, states);
    }

    /// <summary>The same for pictures that have as many rows, one as another.</summary>
    /// <param name="decoder">The file or files.</param>
    /// <param name="pictures">The rows of all pictures, [B*N,D]; the caller keeps them.</param>
    /// <param name="prompts">For each of the B pictures the ids that its text begins with.</param>
    public SessionDecoderSteps(DecoderSession decoder, TensorBuffer<float> pictures, params int[][] prompts)
        : this(decoder, EncoderStates.Of(pictures, [.. Enumerable.Repeat((int)pictures.Shape[0] / Math.Max(1, prompts.Length), prompts.Length)]), prompts)
    {
    }

    private SessionDecoderSteps(SessionDecoderSteps source, ReadOnlySpan<int> rows)
    {
        _decoder = source._decoder;
        _prompts = source._prompts;
        _encoderPrompts = source._encoderPrompts;
        _length = source._length;
        _cache = source._cache.Fork(rows);
        _feeds = source._feeds.Fork(rows);
    }

    public int Rows => _feeds.Rows;

    public int VocabularySize => _decoder.VocabularySize;

    public ReadOnlySpan<int> Prompt(int row) => _prompts[row];

    public ReadOnlySpan<int> EncoderPrompt(int row) => _encoderPrompts is null ? [] : _encoderPrompts[row];

    public void Start(CancellationToken cancellationToken)
    {
        int length = _prompts[0].Length;
        long[] ids = new long[_prompts.Length * length];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = _prompts[i / length][i % length];
        }

        Step(ids, cancellationToken);
    }

    public void Step(ReadOnlySpan<long> ids, CancellationToken cancellationToken)
    {
        bool begins = _length == 0 && _decoder.First is not null;
        ReadOnlySpan<SessionInput> inputs = _feeds.Next(ids, _length, cancellationToken);
        _logits?.Dispose();
        _logits = null;
        _logits = (TensorBuffer<float>)(begins
            ? _decoder.First!.Begin(inputs, _decoder.Logits.Name, _cache, cancellationToken)
            : _decoder.Session.Step(inputs, _decoder.Logits.Name, _cache, cancellationToken));
        _length += ids.Length / Rows;
    }

    public Span<float> Logits(int row) => _logits!.Row(row)[^VocabularySize..];

    public void Reorder(ReadOnlySpan<int> rows)
    {
        if (RowOrder.IsIdentity(rows, Rows))
        {
            return;
        }

        _cache.Reorder(rows, _feeds.Reorder(rows));
    }

    public IDecoderSteps Fork(ReadOnlySpan<int> rows) => new SessionDecoderSteps(this, rows);

    public void Dispose()
    {
        _logits?.Dispose();
        _cache.Dispose();
        _feeds.Dispose();
    }
}
