using Vlm.Generation;

namespace Vlm.Tests.Generation;

/// <summary>A decoder whose logits are a given function of what a row has read; it notes what is asked of it.</summary>
internal sealed class ScriptedDecoder : IDecoderSteps
{
    private readonly Func<IReadOnlyList<int>, float[]> _logits;
    private readonly int[][] _prompts;
    private readonly int[][]? _encoderPrompts;
    private List<int>[] _histories;
    private float[][] _current = [];

    /// <param name="starts">Per row, an id that stands for its picture: the history begins with it.</param>
    /// <param name="vocabularySize">The number of tokens.</param>
    /// <param name="logits">The logits after a history.</param>
    /// <param name="prompts">Per row, the ids that its text begins with; by default id 2 for every row.</param>
    /// <param name="encoderPrompts">Per row, the ids that the encoder has read; by default none.</param>
    public ScriptedDecoder(int[] starts, int vocabularySize, Func<IReadOnlyList<int>, float[]> logits, int[][]? prompts = null, int[][]? encoderPrompts = null)
    {
        _encoderPrompts = encoderPrompts;
        _prompts = prompts ?? [.. starts.Select(_ => new[] { 2 })];
        _histories = [.. starts.Select(s => new List<int> { s })];
        _logits = logits;
        VocabularySize = vocabularySize;
    }

    public int Rows => _histories.Length;

    public int VocabularySize { get; }

    /// <summary>How many rows each step had.</summary>
    public List<int> RowsOfSteps { get; } = [];

    public ReadOnlySpan<int> Prompt(int row) => _prompts[row];

    public ReadOnlySpan<int> EncoderPrompt(int row) => _encoderPrompts is null ? [] : _encoderPrompts[row];

    public void Start(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        for (int i = 0; i < _prompts.Length; i++)
        {
            _histories[i].AddRange(_prompts[i]);
        }

        Read();
    }

    public void Step(ReadOnlySpan<long> ids, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Assert.Equal(Rows, ids.Length);
        for (int i = 0; i < ids.Length; i++)
        {
            _histories[i].Add((int)ids[i]);
        }

        Read();
    }

    public Span<float> Logits(int row) => _current[row];

    public void Reorder(ReadOnlySpan<int> rows)
    {
        List<int>[] next = new List<int>[rows.Length];
        for (int i = 0; i < next.Length; i++)
        {
            next[i] = [.. _histories[rows[i]]];
        }

        _histories = next;
    }

    public IDecoderSteps Fork(ReadOnlySpan<int> rows)
    {
        ScriptedDecoder fork = new([], VocabularySize, _logits, _prompts) { _histories = _histories };
        fork.Reorder(rows);
        return fork;
    }

    public void Dispose()
    {
    }

    private void Read()
    {
        RowsOfSteps.Add(Rows);
        _current = [.. _histories.Select(h => (float[])_logits(h).Clone())];
    }
}
