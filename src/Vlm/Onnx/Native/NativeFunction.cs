namespace Vlm.Onnx;

/// <summary>
/// Places in the table of functions of ONNX Runtime's C interface (struct OrtApi of onnxruntime_c_api.h, by its names). The
/// table only ever grows at its end, so that a place holds for every later version.
/// </summary>
internal enum NativeFunction
{
    GetErrorMessage = 2,
    CreateTensorAsOrtValue = 48,
    CreateTensorWithDataAsOrtValue = 49,
    GetTensorMutableData = 51,
    GetTensorElementType = 60,
    GetDimensionsCount = 61,
    GetDimensions = 62,
    GetTensorTypeAndShape = 65,
    AllocatorFree = 76,
    ReleaseStatus = 93,
    ReleaseValue = 96,
    ReleaseTensorTypeAndShapeInfo = 99,
    BindInput = 136,
    BindOutput = 137,
    BindOutputToDevice = 138,
    GetBoundOutputValues = 140,
    ClearBoundInputs = 141,
    ClearBoundOutputs = 142,
}
