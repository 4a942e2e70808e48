using Vlm.Onnx;

namespace Vlm.Generation;

/// <summary>One generation over a decoder-only file. Its rows were read one by one; shorter ones stand padded in front from then on.</summary>
internal sealed class CausalDecoderSteps : IDecoderSteps
{
    private readonly CausalDecoder _decoder;
    private readonly TokenEmbedding _embedding;
    private readonly CausalInputs _inputs;
    private readonly StepTensor<long> _ids = new();
    private readonly StepTensor<long> _positions = new();
    private readonly int[][] _prompts;
    private List<int>? _read;
    private TensorBuffer<float>? _logits;
    private KeyValueCache _cache;
    private bool _ownsCache;
    private int[] _pads;
    private long[] _offsets;
    private int _length;

    private CausalDecoderSteps(CausalDecoder decoder, TokenEmbedding embedding, KeyValueCache cache, bool ownsCache, int[][] prompts, int[] pads, long[] offsets, int length)
    {
        _decoder = decoder;
        _embedding = embedding;
        _inputs = new CausalInputs(decoder);
        _cache = cache;
        _ownsCache = ownsCache;
        _prompts = prompts;
        _pads = pads;
        _offsets = offsets;
        _length = length;
        _read = prompts.Length == 1 ? [] : null;
    }

    public int Rows => _pads.Length;

    public int VocabularySize => _decoder.VocabularySize;

    /// <summary>Goes on from prompts that were read.</summary>
    /// <param name="decoder">The file.</param>
    /// <param name="embedding">Turns chosen ids into what the decoder reads.</param>
    /// <param name="contexts">Per row, what was read. The caller disposes them, and may do so at once.</param>
    /// <param name="keep">Whether a single context goes on to hold its cache; then it is to be disposed after these steps.</param>
    public static CausalDecoderSteps Of(CausalDecoder decoder, TokenEmbedding embedding, IReadOnlyList<CausalContext> contexts, bool keep = false)
    {
        int length = contexts.Max(context => context.Padding + context.Length);
        int[] pads = [.. contexts.Select(context => length - context.Length)];
        long[] offsets = [.. contexts.Select((context, row) => context.PositionOffset - pads[row])];
        TensorBuffer<float> logits = TensorBuffer.Rent<float>(contexts.Count, decoder.VocabularySize);
        for (int row = 0; row < contexts.Count; row++)
        {
            contexts[row].Logits.CopyTo(logits.Row(row));
        }

        KeyValueCache cache = contexts.Count > 1 ? KeyValueCache.Join([.. contexts.Select(context => context.Cache)])
            : keep ? contexts[0].Cache : contexts[0].TakeCache();
        return new CausalDecoderSteps(decoder, embedding, cache, contexts.Count > 1 || !keep, [.. contexts.Select(context => context.Ids.ToArray())], pads, offsets, length) { _logits = logits };
    }

    public ReadOnlySpan<int> Prompt(int row) => _prompts[row];

    public ReadOnlySpan<int> EncoderPrompt(int row) => _prompts[row];

    /// <summary>Nothing is left to read: the prompts were read one by one.</summary>
    public void Start(CancellationToken cancellationToken) => cancellationToken.ThrowIfCancellationRequested();

    public void Step(ReadOnlySpan<long> ids, CancellationToken cancellationToken)
    {
        TensorBuffer<long> row = _ids.Of(Rows, 1);
        ids.CopyTo(row.Span);
        using TensorBuffer<float> tokens = _embedding.Embed(row, cancellationToken);
        KeyValueCache present = _ownsCache ? _cache : KeyValueCache.Unfilled(_decoder.Cache, Rows);
        TensorBuffer<float> logits = _inputs.Step(tokens, Positions(), null, _length, _pads, _cache, present, cancellationToken);
        _logits?.Dispose();
        _logits = logits;
        _cache = present;
        _ownsCache = true;
        _length++;
        _read?.Add((int)ids[0]);
    }

    public Span<float> Logits(int row) => _logits!.Row(row);

    public IDecoderSteps Fork(ReadOnlySpan<int> rows)
    {
        bool same = RowOrder.IsIdentity(rows, Rows);
        return new CausalDecoderSteps(
            _decoder, _embedding, same ? _cache : _cache.Fork(rows), !same, RowOrder.Pick<int[]>(_prompts, rows), RowOrder.Pick<int>(_pads, rows), RowOrder.Pick<long>(_offsets, rows), _length);
    }

    public void Reorder(ReadOnlySpan<int> rows)
    {
        if (RowOrder.IsIdentity(rows, Rows))
        {
            return;
        }

        if (_ownsCache)
        {
            _cache.Reorder(rows, samePictures: false);
        }
        else
        {
            _cache = _cache.Fork(rows);
            _ownsCache = true;
        }

        _pads = RowOrder.Pick<int>(_pads, rows);
        _offsets = RowOrder.Pick<long>(_offsets, rows);

        // What the first row read is no longer what the first row holds.
        _read = null;
    }

    /// <summary>What was read of a single row, prompt and answer, to go on from; null where it cannot be told from several rows. The caller owns it.</summary>
    public CausalContext? TakeContext()
    {
        if (!_ownsCache || Rows != 1 || _read is null || _length != _prompts[0].Length + _read.Count)
        {
            return null;
        }

        _ownsCache = false;
        return CausalContext.Of(_decoder, _cache, [.. _prompts[0], .. _read], _offsets[0]);
    }

    public void Dispose()
    {
        _logits?.Dispose();
        _inputs.Dispose();
        _ids.Dispose();
        _positions.Dispose();
        if (_ownsCache)
        {
            _cache.Dispose();
        }
    }

    private TensorBuffer<long>? Positions()
    {
        if (_decoder.PositionAxes == 0)
        {
            return null;
        }

        TensorBuffer<long> positions = _decoder.PositionAxes == 1 ? _positions.Of(Rows, 1) : _positions.Of(_decoder.PositionAxes, Rows, 1);
        Span<long> to = positions.Span;
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = _length + _offsets[i % Rows];
        }

        return positions;
    }
}
