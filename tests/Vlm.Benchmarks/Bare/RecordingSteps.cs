using Vlm.Generation;

namespace Vlm.Benchmarks.Bare;

/// <summary>Passes a decoder's steps on and writes down what they were.</summary>
internal sealed class RecordingSteps(IDecoderSteps inner) : IDecoderSteps
{
    private int _past;

    public List<RecordedStep> Recorded { get; } = [];

    public int Rows => inner.Rows;

    public int VocabularySize => inner.VocabularySize;

    public ReadOnlySpan<int> Prompt(int row) => inner.Prompt(row);

    public ReadOnlySpan<int> EncoderPrompt(int row) => inner.EncoderPrompt(row);

    public void Start(CancellationToken cancellationToken)
    {
        long[] ids = new long[inner.Rows * inner.Prompt(0).Length];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = inner.Prompt(i / inner.Prompt(0).Length)[i % inner.Prompt(0).Length];
        }

        Recorded.Add(new RecordedStep(inner.Rows, ids, 0));
        _past = inner.Prompt(0).Length;
        inner.Start(cancellationToken);
    }

    public void Step(ReadOnlySpan<long> ids, CancellationToken cancellationToken)
    {
        Recorded.Add(new RecordedStep(inner.Rows, ids.ToArray(), _past));
        _past += ids.Length / inner.Rows;
        inner.Step(ids, cancellationToken);
    }

    public Span<float> Logits(int row) => inner.Logits(row);

    public void Reorder(ReadOnlySpan<int> rows) => inner.Reorder(rows);

    public IDecoderSteps Fork(ReadOnlySpan<int> rows) => inner.Fork(rows);

    public void Dispose() => inner.Dispose();
}
