using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Vlm;

/// <summary>A <see cref="TensorBuffer"/> whose elements are of type <typeparamref name="T"/>.</summary>
/// <typeparam name="T">
/// <see cref="float"/>, <see cref="Half"/>, <see cref="double"/>, <see cref="long"/>, <see cref="int"/>,
/// <see cref="byte"/>, <see cref="sbyte"/> or <see cref="bool"/>.
/// </typeparam>
public sealed class TensorBuffer<T> : TensorBuffer
    where T : unmanaged
{
    private const int LargeObjectBytes = 85_000;
    private const int MaxPooledLength = 1 << 21;

    // The shared pool keeps arrays for single threads, so that calls which move between threads would now and then allocate
    // a large object. Arrays of usual batches come from a pool that is the same for all threads.
    private static readonly ArrayPool<T> LargeArrays = ArrayPool<T>.Create(MaxPooledLength, maxArraysPerBucket: 8);

    private IDisposable? _owner;
    private T[]? _rented;
    private Memory<T> _memory;
    private bool _disposed;

    /// <summary>Wraps memory that exists already, without a copy.</summary>
    /// <param name="memory">The elements in row-major order; exactly as many as the shape says.</param>
    /// <param name="shape">The dimensions, outermost first.</param>
    /// <param name="owner">Disposed together with the buffer; null when the caller keeps the memory.</param>
    /// <exception cref="ArgumentException">The memory holds another number of elements than the shape says.</exception>
    public TensorBuffer(Memory<T> memory, ReadOnlySpan<long> shape, IDisposable? owner = null)
        : base(shape)
    {
        if (memory.Length != Length)
        {
            throw new ArgumentException(
                $"A tensor of shape {FormatShape(shape)} has {Length} elements, but the memory holds {memory.Length}.", nameof(memory));
        }

        _memory = memory;
        _owner = owner;
    }

    /// <inheritdoc/>
    public override TensorElementType ElementType { get; } = ElementTypeOf();

    /// <summary>The elements in row-major order.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was disposed.</exception>
    public Memory<T> Memory
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _memory;
        }
    }

    /// <summary>The elements in row-major order.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was disposed.</exception>
    public Span<T> Span => Memory.Span;

    /// <summary>One entry of the outermost dimension: a row of a matrix, a picture of a batch.</summary>
    /// <param name="index">From 0 to the outermost dimension less one.</param>
    public Span<T> Row(int index)
    {
        int stride = RowLength;
        return Span.Slice(checked(index * stride), stride);
    }

    /// <summary>How many elements one entry of the outermost dimension holds.</summary>
    public int RowLength => Shape.Length == 0 || Shape[0] == 0 ? 0 : (int)(Length / Shape[0]);

    [SuppressMessage("Reliability", "CA2000", Justification = "The buffer owns the rented array and returns it.")]
    internal static TensorBuffer<T> RentCore(ReadOnlySpan<long> shape)
    {
        long length = 1;
        foreach (long dimension in shape)
        {
            length = checked(length * dimension);
        }

        T[] rented = PoolFor(checked((int)length)).Rent((int)length);
        return new TensorBuffer<T>(rented.AsMemory(0, (int)length), shape) { _rented = rented };
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _memory = default;
        Interlocked.Exchange(ref _owner, null)?.Dispose();
        if (Interlocked.Exchange(ref _rented, null) is { } rented)
        {
            PoolFor(Length).Return(rented);
        }
    }

    private static ArrayPool<T> PoolFor(int length) =>
        length <= MaxPooledLength && (long)length * Unsafe.SizeOf<T>() >= LargeObjectBytes ? LargeArrays : ArrayPool<T>.Shared;

    private static TensorElementType ElementTypeOf() =>
        typeof(T) == typeof(float) ? TensorElementType.Float32
        : typeof(T) == typeof(Half) ? TensorElementType.Float16
        : typeof(T) == typeof(double) ? TensorElementType.Float64
        : typeof(T) == typeof(long) ? TensorElementType.Int64
        : typeof(T) == typeof(int) ? TensorElementType.Int32
        : typeof(T) == typeof(byte) ? TensorElementType.UInt8
        : typeof(T) == typeof(sbyte) ? TensorElementType.Int8
        : typeof(T) == typeof(bool) ? TensorElementType.Boolean
        : throw new NotSupportedException($"{typeof(T)} is not an element type of a tensor; use float, Half, double, long, int, byte, sbyte or bool.");
}
