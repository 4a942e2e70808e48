using System.Numerics.Tensors;
using Vlm.Training;

namespace Vlm.Tests.Training;

/// <summary>Token states that were made up, in memory.</summary>
internal sealed class MemoryTextStates(int width, Half[][] states) : TextStates
{
    public override int Width => width;

    public override int LengthOf(int text) => states[text].Length / width;

    public override void Copy(int text, Span<float> destination) => TensorPrimitives.ConvertToSingle(states[text], destination);

    public override void Dispose()
    {
    }
}
