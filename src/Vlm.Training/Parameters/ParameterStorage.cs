namespace Vlm.Training;

/// <summary>How a parameter's numbers are stored in exported files. Arithmetic stays in single precision.</summary>
public enum ParameterStorage
{
    /// <summary>As they are.</summary>
    Float32,

    /// <summary>As half-precision numbers behind a Cast: half the bytes, each rounded to 11 bits. Small parameters stay as they are.</summary>
    Float16,
}
