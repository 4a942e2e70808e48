namespace Vlm;

/// <summary>The type of a tensor's elements.</summary>
public enum TensorElementType
{
    /// <summary>IEEE 754 single precision.</summary>
    Float32,

    /// <summary>IEEE 754 half precision (<see cref="Half"/>).</summary>
    Float16,

    /// <summary>IEEE 754 double precision.</summary>
    Float64,

    /// <summary>Signed 64-bit integer.</summary>
    Int64,

    /// <summary>Signed 32-bit integer.</summary>
    Int32,

    /// <summary>Unsigned 8-bit integer.</summary>
    UInt8,

    /// <summary>Signed 8-bit integer.</summary>
    Int8,

    /// <summary>One byte, 0 or 1.</summary>
    Boolean,
}
