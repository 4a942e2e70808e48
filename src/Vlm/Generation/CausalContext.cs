using Vlm.Onnx;

namespace Vlm.Generation;

/// <summary>What a decoder has read of one sequence: its ids, its cache, and the logits after the last token. One thread at a time.</summary>
internal sealed class CausalContext : IDisposable
{
    private readonly CausalDecoder _decoder;
    private readonly List<int> _ids;
    private TensorBuffer<float>? _logits;

    private CausalContext(CausalDecoder decoder, KeyValueCache cache, IEnumerable<int> ids, long positionOffset, int padding = 0)
    {
        _decoder = decoder;
        _ids = [.. ids];
        Padding = padding;
        Cache = cache;
        PositionOffset = positionOffset;
    }

    public KeyValueCache Cache { get; private set; }

    /// <summary>What was read.</summary>
    public IReadOnlyList<int> Ids => _ids;

    public int Length => _ids.Count;

    /// <summary>How many columns of the cache stand before the first token and mean nothing.</summary>
    public int Padding { get; }

    /// <summary>The position of token n, counted from the beginning, behind what was read is n + this.</summary>
    public long PositionOffset { get; private set; }

    /// <summary>The logits after the last token, [V].</summary>
    /// <exception cref="InvalidOperationException">Nothing was read since tokens were forgotten, or since a search read the last ones.</exception>
    public ReadOnlySpan<float> Logits => (_logits ?? throw new InvalidOperationException("The context has no logits before it has read on.")).Span;

    /// <summary>Reads the beginning of a prompt.</summary>
    /// <param name="decoder">The file.</param>
    /// <param name="prompt">The caller keeps it.</param>
    /// <param name="to">How many of its tokens.</param>
    /// <param name="padding">How many columns that mean nothing are read before it: a decoder that is told no positions counts columns, so that the rows of a batch must have as many.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public static CausalContext Read(CausalDecoder decoder, CausalPrompt prompt, int to, int padding, CancellationToken cancellationToken)
    {
        CausalContext context = new(decoder, new KeyValueCache(decoder.Cache, 1), [], 0, padding);
        return Guarded(context, () => context.Step(prompt, to, context.Cache, context.Cache, cancellationToken));
    }

    /// <summary>A cache that a search has filled; the context owns it.</summary>
    public static CausalContext Of(CausalDecoder decoder, KeyValueCache cache, IEnumerable<int> ids, long positionOffset) => new(decoder, cache, ids, positionOffset);

    /// <summary>Reads on in the prompt, to its end, in a context of its own: this one stays as it is. Nothing that was read is copied.</summary>
    public CausalContext Branch(CausalPrompt prompt, CancellationToken cancellationToken)
    {
        CausalContext branch = new(_decoder, KeyValueCache.Unfilled(_decoder.Cache, 1), _ids, 0, Padding);
        return Guarded(branch, () => branch.Step(prompt, prompt.Length, Cache, branch.Cache, cancellationToken));
    }

    /// <summary>Reads on in the prompt, to its end.</summary>
    public void Continue(CausalPrompt prompt, CancellationToken cancellationToken) => Step(prompt, prompt.Length, Cache, Cache, cancellationToken);

    /// <summary>Forgets what was read behind the first tokens.</summary>
    /// <returns>False, and nothing forgotten, where the cache holds more than keys and values of single tokens.</returns>
    public bool TryForgetAfter(int length)
    {
        if (length >= Length)
        {
            return true;
        }

        if (!_decoder.Cache.IsPerToken)
        {
            return false;
        }

        KeyValueCache cut = Cache.First(Padding + length);
        Cache.Dispose();
        Cache = cut;
        _ids.RemoveRange(length, Length - length);
        _logits?.Dispose();
        _logits = null;
        return true;
    }

    /// <summary>The cache, which the caller owns from now on.</summary>
    public KeyValueCache TakeCache()
    {
        KeyValueCache cache = Cache;
        Cache = KeyValueCache.Unfilled(_decoder.Cache, 1);
        return cache;
    }

    public void Dispose()
    {
        Cache.Dispose();
        _logits?.Dispose();
    }

    private void Step(CausalPrompt prompt, int to, KeyValueCache past, KeyValueCache present, CancellationToken cancellationToken)
    {
        using CausalInputs inputs = new(_decoder);
        using TensorBuffer<long>? positions = prompt.Positions(_decoder.PositionAxes, Length, to);
        int padding = Length == 0 ? Padding : 0, before = Length == 0 ? 0 : Padding + Length;
        using TensorBuffer<float> tokens = prompt.Tokens(Length, to, padding);
        TensorBuffer<float>[]? layers = prompt.Layers(Length, to, padding);
        try
        {
            TensorBuffer<float> logits = inputs.Step(tokens, positions, layers, before, [Padding], past, present, cancellationToken);
            _logits?.Dispose();
            _logits = Last(logits);
        }
        finally
        {
            Array.ForEach(layers ?? [], layer => layer.Dispose());
        }

        _ids.AddRange(prompt.Ids.AsSpan(Length, to - Length));
        PositionOffset = prompt.PositionOffset;
    }

    // A file that gives the logits of every token gives hundreds of megabytes for a picture; only the last row is kept.
    private TensorBuffer<float> Last(TensorBuffer<float> logits)
    {
        if (logits.Length == _decoder.VocabularySize)
        {
            return logits;
        }

        using (logits)
        {
            TensorBuffer<float> last = TensorBuffer.Rent<float>(_decoder.VocabularySize);
            logits.Span[^_decoder.VocabularySize..].CopyTo(last.Span);
            return last;
        }
    }

    private static CausalContext Guarded(CausalContext context, Action read)
    {
        try
        {
            read();
            return context;
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }
}
