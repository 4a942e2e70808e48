namespace Vlm.Generation;

/// <summary>A tensor that serves step after step as long as its shape stays. One thread.</summary>
internal sealed class StepTensor<T> : IDisposable
    where T : unmanaged
{
    private TensorBuffer<T>? _tensor;

    /// <summary>The tensor, which stays the owner's; where its shape is another than in the last step, its contents are undefined.</summary>
    /// <param name="shape">The dimensions, outermost first.</param>
    /// <param name="isNew">Whether the contents are undefined.</param>
    public TensorBuffer<T> Of(ReadOnlySpan<long> shape, out bool isNew)
    {
        isNew = _tensor is null || !_tensor.Shape.SequenceEqual(shape);
        if (isNew)
        {
            _tensor?.Dispose();
            _tensor = TensorBuffer.Rent<T>(shape);
        }

        return _tensor!;
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{long}, out bool)"/>
    public TensorBuffer<T> Of(params ReadOnlySpan<long> shape) => Of(shape, out _);

    public void Dispose()
    {
        _tensor?.Dispose();
        _tensor = null;
    }
}
