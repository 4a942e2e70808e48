namespace Vlm.Training;

/// <summary>How matrix products read a weight.</summary>
internal enum ProductOperand
{
    /// <summary>Something else reads it too, or nothing but something else: no adapter can stand beside it.</summary>
    None,

    /// <summary>As x W with W [in, out].</summary>
    Plain,

    /// <summary>As x W' with W [out, in].</summary>
    Transposed,
}
