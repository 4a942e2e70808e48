using Vlm.Generation;

namespace Vlm.Benchmarks.Bare;

/// <summary>Passes a decoder's steps on and writes down what they were.</summary>
internal sealed class RecordingSteps(IDecoderSteps inner) : IDecoderSteps
{
    private int _past;

    public List<RecordedStep> Recorded { get; } = [];

    public int Rows => inner.Rows;

    public int VocabularySize => inner.VocabularySize;

    public void Step(ReadOnlySpan<long> ids, CancellationToken cancellationToken)
    {
        Recorded.Add(new RecordedStep(inner.Rows, ids.ToArray(), _past));
        _past += ids.Length / inner.Rows;
        inner.Step(ids, cancellationToken);
    }

    public Span<float> Logits(int row) => inner.Logits(row);

    public void Reorder(ReadOnlySpan<int> rows) => inner.Reorder(rows);

    public void Dispose() => inner.Dispose();
}
