using System.Numerics.Tensors;
using Vlm.Onnx;

namespace Vlm.Generation;

/// <summary>Chooses the likeliest token at every step. A row that has ended leaves the batch.</summary>
internal sealed class GreedySearch
{
    private readonly IDecoderSteps _decoder;
    private readonly GenerationSettings _settings;
    private readonly List<int>[] _ids;
    private readonly List<float>[] _logProbabilities;
    private readonly double[] _sums;
    private readonly FinishReason[] _reasons;
    private readonly long[] _next;
    private readonly int[] _kept;
    private int[] _active;
    private int _steps;

    /// <param name="decoder">One row for each text; the caller disposes it.</param>
    /// <param name="settings">What to generate by.</param>
    public GreedySearch(IDecoderSteps decoder, GenerationSettings settings)
    {
        int rows = decoder.Rows;
        _decoder = decoder;
        _settings = settings;
        _ids = [.. Enumerable.Range(0, rows).Select(_ => new List<int>())];
        _logProbabilities = [.. Enumerable.Range(0, rows).Select(_ => new List<float>())];
        _sums = new double[rows];
        _reasons = new FinishReason[rows];
        _kept = new int[rows];
        _next = new long[rows];
        _active = [.. Enumerable.Range(0, rows)];
    }

    /// <summary>Whether every row has ended.</summary>
    public bool Finished => _active.Length == 0;

    /// <summary>What a row has so far.</summary>
    public IReadOnlyList<int> Ids(int row) => _ids[row];

    /// <summary>Why a row ended; meaningful once it has.</summary>
    public FinishReason Reason(int row) => _reasons[row];

    /// <summary>Generates to the end.</summary>
    public GeneratedSequence[] Run(CancellationToken cancellationToken)
    {
        while (!Finished)
        {
            Advance(cancellationToken);
        }

        GeneratedSequence[] results = new GeneratedSequence[_ids.Length];
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = new GeneratedSequence([.. _ids[i]], [.. _logProbabilities[i]], _sums[i], _sums[i], _reasons[i]);
        }

        return results;
    }

    /// <summary>Chooses one more token for every row that has not ended.</summary>
    public void Advance(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_steps++ == 0)
        {
            _decoder.Start(cancellationToken);
        }
        else
        {
            _decoder.Step(_next.AsSpan(0, _active.Length), cancellationToken);
        }

        int kept = 0;
        for (int row = 0; row < _active.Length; row++)
        {
            int token = Choose(row, _active[row]);
            if (_settings.IsEnd(token))
            {
                _reasons[_active[row]] = FinishReason.EndOfText;
            }
            else if (_steps == _settings.MaxNewTokens)
            {
                _reasons[_active[row]] = FinishReason.Length;
            }
            else
            {
                _next[kept] = token;
                _kept[kept++] = row;
            }
        }

        Rest(kept);
    }

    private int Choose(int row, int text)
    {
        Span<float> logits = _decoder.Logits(row);
        float normalizer = LogSumExp.Of(logits);
        _settings.Suppress(logits);
        int token = TensorPrimitives.IndexOfMax(logits);
        double logProbability = (double)logits[token] - normalizer;
        _sums[text] += logProbability;
        _logProbabilities[text].Add((float)logProbability);
        _ids[text].Add(token);
        return token;
    }

    private void Rest(int kept)
    {
        if (kept == _active.Length)
        {
            return;
        }

        ReadOnlySpan<int> rows = _kept.AsSpan(0, kept);
        int[] active = new int[kept];
        for (int i = 0; i < kept; i++)
        {
            active[i] = _active[rows[i]];
        }

        _active = active;
        if (kept > 0)
        {
            _decoder.Reorder(rows);
        }
    }
}
