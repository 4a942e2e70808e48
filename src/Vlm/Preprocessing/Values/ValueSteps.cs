namespace Vlm.Preprocessing.Values;

/// <summary>Multiplies in double precision and rounds once, as transformers does.</summary>
internal sealed class RescaleStep(double factor) : IValueStep
{
    public float Apply(float value, int channel) => (float)(value * factor);
}

/// <summary>Moves 0…2 to −1…1 (rescale_offset).</summary>
internal sealed class OffsetStep : IValueStep
{
    public float Apply(float value, int channel) => value - 1f;
}

/// <summary>Subtracts the mean and divides by the standard deviation of the channel, in float32.</summary>
internal sealed class NormalizeStep(float[] mean, float[] deviation) : IValueStep
{
    public float Apply(float value, int channel) => (value - mean[channel]) / deviation[channel];
}

/// <summary>Divides by the standard deviation once more (include_top).</summary>
internal sealed class DivideStep(float[] deviation) : IValueStep
{
    public float Apply(float value, int channel) => value / deviation[channel];
}
