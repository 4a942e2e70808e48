namespace Vlm.Training;

/// <summary>What an optimizer remembers of a block of a parameter.</summary>
internal readonly ref struct OptimizerState(float[][] arrays, int start, int count)
{
    public Span<float> this[int index] => arrays[index].AsSpan(start, count);
}
