namespace Vlm.Preprocessing;

/// <summary>Every value step worked out for every byte of every channel: three tables of 256 numbers behind each other.</summary>
internal sealed class PixelTable
{
    public const int Channels = 3;
    public const int Levels = 256;

    public PixelTable(IReadOnlyList<IValueStep> steps)
    {
        for (int channel = 0; channel < Channels; channel++)
        {
            for (int level = 0; level < Levels; level++)
            {
                float value = level;
                foreach (IValueStep step in steps)
                {
                    value = step.Apply(value, channel);
                }

                Values[(channel * Levels) + level] = value;
            }
        }
    }

    public float[] Values { get; } = new float[Channels * Levels];

    /// <summary>What a channel of a black pixel becomes.</summary>
    public float Black(int channel) => Values[channel * Levels];
}
