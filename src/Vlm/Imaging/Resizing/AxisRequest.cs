namespace Vlm.Imaging.Resizing;

/// <summary>One axis of a resize: a box of the source spread over an output, of which only some positions are wanted.</summary>
/// <param name="InputSize">Samples of the source.</param>
/// <param name="From">The box's first corner.</param>
/// <param name="To">The box's second corner.</param>
/// <param name="OutputSize">Samples of the whole result.</param>
/// <param name="Filter">The kernel.</param>
/// <param name="First">The first wanted position of the result.</param>
/// <param name="Count">How many are wanted.</param>
internal readonly record struct AxisRequest(int InputSize, float From, float To, int OutputSize, ResizeFilter Filter, int First, int Count)
{
    /// <summary>All positions.</summary>
    public static AxisRequest Whole(int inputSize, float from, float to, int outputSize, ResizeFilter filter) => new(inputSize, from, to, outputSize, filter, 0, outputSize);
}
