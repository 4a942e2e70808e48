namespace Vlm;

/// <summary>
/// A dense row-major block of numbers with a shape and one owner. The shape is fixed; the contents may be written until
/// the buffer is handed to the next stage. Disposing gives the memory back to whoever lent it; it must not be read after that.
/// </summary>
/// <remarks>Reading from several threads is safe; disposing while another thread reads is not.</remarks>
public abstract class TensorBuffer : IDisposable
{
    private readonly long[] _shape;

    private protected TensorBuffer(ReadOnlySpan<long> shape)
    {
        long length = 1;
        foreach (long dimension in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(dimension, nameof(shape));
            length = checked(length * dimension);
        }

        _shape = shape.ToArray();
        Length = checked((int)length);
    }

    /// <summary>The type of the elements.</summary>
    public abstract TensorElementType ElementType { get; }

    /// <summary>The dimensions, outermost first. An empty shape is a scalar.</summary>
    public ReadOnlySpan<long> Shape => _shape;

    /// <summary>The number of elements: the product of <see cref="Shape"/>.</summary>
    public int Length { get; }

    /// <summary>Rents a buffer from the shared array pool; its contents are undefined until written.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="shape">The dimensions, outermost first.</param>
    /// <returns>A buffer that gives its memory back when disposed.</returns>
    public static TensorBuffer<T> Rent<T>(params ReadOnlySpan<long> shape)
        where T : unmanaged => TensorBuffer<T>.RentCore(shape);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Writes a shape the way error messages show it, e.g. <c>[2,49,1280]</c>.</summary>
    /// <param name="shape">The shape.</param>
    public static string FormatShape(ReadOnlySpan<long> shape)
    {
        string[] parts = new string[shape.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = shape[i].ToString();
        }

        return $"[{string.Join(',', parts)}]";
    }

    /// <summary>For example <c>Float32 [2,49,1280]</c>.</summary>
    public override string ToString() => $"{ElementType} {FormatShape(_shape)}";

    /// <summary>Gives the memory back.</summary>
    /// <param name="disposing">Always true: there is no finalizer.</param>
    protected abstract void Dispose(bool disposing);
}
