namespace Vlm.Imaging;

/// <summary>
/// Arrays of pictures above a megapixel, kept for the next one. The shared pool would keep some for every thread that ever
/// decoded, whatever <see cref="ImageLimits.MaxTotalMemory"/> says; this one keeps no more than were in use at once, none
/// beyond a bound, and none that lay idle between two full collections.
/// </summary>
internal sealed class LargeArrays
{
    private const int Step = 1 << 20;
    private const long MaxKept = 256L << 20;

    private readonly List<byte[]> _free = [];
    private long _kept;
    private bool _used;

    public static LargeArrays Shared { get; } = new();

    private LargeArrays() => _ = new Trimmer(this);

    public byte[] Rent(int length)
    {
        lock (_free)
        {
            _used = true;
            int best = -1;
            for (int i = 0; i < _free.Count; i++)
            {
                bool fits = _free[i].Length >= length && _free[i].Length / 2 <= length;
                best = fits && (best < 0 || _free[i].Length < _free[best].Length) ? i : best;
            }

            if (best >= 0)
            {
                byte[] found = _free[best];
                _free.RemoveAt(best);
                _kept -= found.Length;
                return found;
            }
        }

        long rounded = ((long)length + Step - 1) / Step * Step;
        return GC.AllocateUninitializedArray<byte>((int)Math.Min(rounded, Array.MaxLength));
    }

    public void Return(byte[] array)
    {
        lock (_free)
        {
            if (_kept + array.Length <= MaxKept)
            {
                _free.Add(array);
                _kept += array.Length;
            }
        }
    }

    private void Trim()
    {
        lock (_free)
        {
            if (!_used)
            {
                _free.Clear();
                _kept = 0;
            }

            _used = false;
        }
    }

    // Its finalizer runs after a collection of its generation; registered again it grows old and sees only full ones.
    private sealed class Trimmer(LargeArrays arrays)
    {
        ~Trimmer()
        {
            if (!Environment.HasShutdownStarted)
            {
                arrays.Trim();
                GC.ReRegisterForFinalize(this);
            }
        }
    }
}
