using Vlm.Onnx;

namespace Vlm.Generation;

/// <summary>What a decoder has read of one sequence: its cache, and the logits after the last token. One thread at a time.</summary>
internal sealed class CausalContext : IDisposable
{
    private readonly CausalDecoder _decoder;
    private TensorBuffer<float>? _logits;

    private CausalContext(CausalDecoder decoder, KeyValueCache cache, int length, long positionOffset)
    {
        _decoder = decoder;
        Cache = cache;
        Length = length;
        PositionOffset = positionOffset;
    }

    public KeyValueCache Cache { get; private set; }

    /// <summary>How many tokens were read.</summary>
    public int Length { get; private set; }

    /// <summary>The position of token n behind what was read is n + this.</summary>
    public long PositionOffset { get; private set; }

    /// <summary>The logits after the last token, [V].</summary>
    public Span<float> Logits => _logits!.Span[^_decoder.VocabularySize..];

    /// <summary>Reads the beginning of a prompt.</summary>
    public static CausalContext Read(CausalDecoder decoder, CausalPrompt prompt, int to, CancellationToken cancellationToken)
    {
        CausalContext context = new(decoder, new KeyValueCache(decoder.Cache, 1), 0, 0);
        return Guarded(context, () => context.Step(prompt, to, context.Cache, context.Cache, cancellationToken));
    }

    /// <summary>A cache that a search has filled.</summary>
    public static CausalContext Of(CausalDecoder decoder, KeyValueCache cache, int length, long positionOffset) => new(decoder, cache, length, positionOffset);

    /// <summary>Reads on in the prompt, to its end, in a context of its own: this one stays as it is. Nothing that was read is copied.</summary>
    public CausalContext Branch(CausalPrompt prompt, CancellationToken cancellationToken)
    {
        CausalContext branch = new(_decoder, KeyValueCache.Unfilled(_decoder.Cache, 1), Length, 0);
        return Guarded(branch, () => branch.Step(prompt, prompt.Length, Cache, branch.Cache, cancellationToken));
    }

    /// <summary>Reads on in the prompt, to its end.</summary>
    public void Continue(CausalPrompt prompt, CancellationToken cancellationToken) => Step(prompt, prompt.Length, Cache, Cache, cancellationToken);

    /// <summary>Forgets what was read behind the first tokens.</summary>
    /// <returns>False, and nothing forgotten, where the cache holds more than keys and values of single tokens.</returns>
    public bool TryForgetAfter(int length)
    {
        if (length < Length && !_decoder.Cache.IsPerToken)
        {
            return false;
        }

        if (length < Length)
        {
            KeyValueCache cut = Cache.First(length);
            Cache.Dispose();
            Cache = cut;
            Length = length;
        }

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
        TensorBuffer<float> logits = inputs.Step(prompt.Tokens(Length, to), positions, prompt.Layers(Length, to), Length, [0], past, present, cancellationToken);
        _logits?.Dispose();
        _logits = Last(logits);
        Length = to;
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
            TensorBuffer<float> last = TensorBuffer.Rent<float>(1, _decoder.VocabularySize);
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
