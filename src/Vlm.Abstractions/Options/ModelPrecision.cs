namespace Vlm;

/// <summary>In which precision a session's file holds its weights, told by the ending of the file's name, as published ONNX folders have it.</summary>
public enum ModelPrecision
{
    /// <summary>Single precision: <c>model.onnx</c>.</summary>
    Float32,

    /// <summary>Half precision: <c>model_fp16.onnx</c>.</summary>
    Float16,

    /// <summary>8-bit integers, signed or not as the exporter chose: <c>model_quantized.onnx</c>.</summary>
    Quantized,

    /// <summary>Signed 8-bit integers: <c>model_int8.onnx</c>, or <c>model_quantized.onnx</c> where there is none.</summary>
    Int8,

    /// <summary>Unsigned 8-bit integers: <c>model_uint8.onnx</c>, or <c>model_quantized.onnx</c> where there is none.</summary>
    UInt8,

    /// <summary>4-bit integers in blocks, the rest in single precision: <c>model_q4.onnx</c>.</summary>
    Q4,

    /// <summary>4-bit integers in blocks, the rest in half precision: <c>model_q4f16.onnx</c>.</summary>
    Q4Float16,

    /// <summary>4-bit floats (NF4) in blocks: <c>model_bnb4.onnx</c>.</summary>
    Bnb4,
}
