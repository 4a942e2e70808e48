using System.Runtime.CompilerServices;

namespace Vlm;

/// <summary>The ranges of options, checked when they are set.</summary>
internal static class OptionRange
{
    public static int? AtLeast(int? value, int least, [CallerMemberName] string name = "")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value ?? least, least, name);
        return value;
    }

    public static float? AtLeast(float? value, float least, [CallerMemberName] string name = "")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Finite(value, name) ?? least, least, name);
        return value;
    }

    public static float? Finite(float? value, [CallerMemberName] string name = "") =>
        float.IsFinite(value ?? 0) ? value : throw new ArgumentOutOfRangeException(name, value, "The value must be a finite number.");

    public static float? Positive(float? value, [CallerMemberName] string name = "")
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Finite(value, name) ?? 1, name);
        return value;
    }

    public static TimeSpan? Positive(TimeSpan? value, [CallerMemberName] string name = "")
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value ?? TimeSpan.MaxValue, TimeSpan.Zero, name);
        return value;
    }

    /// <summary>0 to 1.</summary>
    public static float? Share(float? value, [CallerMemberName] string name = "")
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(AtLeast(value, 0f, name) ?? 0, 1, name);
        return value;
    }
}
