namespace Vlm.Preprocessing.Values;

/// <summary>Every value step worked out for every byte of every channel: three tables of 256 numbers behind each other.</summary>
internal sealed class PixelTable
{
    public const int Channels = 3;
    public const int Levels = 256;

    public PixelTable(IReadOnlyList<IValueStep> steps)
    {
        KeepsBytes = steps.Count == 0;
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
                Bytes[(channel * Levels) + level] = (byte)level;
            }
        }
    }

    /// <summary>Whether there are no value steps: Python then gives bytes, not numbers.</summary>
    public bool KeepsBytes { get; }

    public float[] Values { get; } = new float[Channels * Levels];

    /// <summary>The same where nothing is done to the bytes.</summary>
    public byte[] Bytes { get; } = new byte[Channels * Levels];
}
