namespace Vlm.Training;

/// <summary>Up from a low rate to a high one and down to a very low one (L. Smith and N. Topin, 2017), as PyTorch computes it.</summary>
public sealed class OneCycleSchedule : LearningRateSchedule
{
    private readonly List<(double End, double From, double To)> _phases;
    private readonly bool _isLinear;

    /// <summary>Creates the schedule.</summary>
    /// <param name="maxRate">The highest rate.</param>
    /// <param name="steps">How many steps all takes; the last rate stays after that.</param>
    /// <param name="risingShare">The share of the steps in which the rate rises.</param>
    /// <param name="startDivisor">The first rate is the highest by this.</param>
    /// <param name="endDivisor">The last rate is the first by this.</param>
    /// <param name="isLinear">Whether it goes along lines instead of cosines.</param>
    /// <param name="isThreePhase">Whether it first falls to the first rate, as long as it rose, and only then to the last.</param>
    public OneCycleSchedule(
        double maxRate, long steps, double risingShare = 0.3, double startDivisor = 25, double endDivisor = 1e4, bool isLinear = false, bool isThreePhase = false)
    {
        double first = maxRate / startDivisor, last = first / endDivisor;
        double top = (risingShare * steps) - 1;
        _isLinear = isLinear;
        _phases = isThreePhase
            ? [(top, first, maxRate), ((2 * risingShare * steps) - 2, maxRate, first), (steps - 1, first, last)]
            : [(top, first, maxRate), (steps - 1, maxRate, last)];
    }

    /// <inheritdoc/>
    public override double RateAt(long stepIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stepIndex);
        double start = 0;
        foreach ((double end, double from, double to) in _phases)
        {
            if (stepIndex <= end)
            {
                return Between(from, to, (stepIndex - start) / (end - start));
            }

            start = end;
        }

        return _phases[^1].To;
    }

    private double Between(double from, double to, double progress) => _isLinear ? from + ((to - from) * progress) : CosineBetween(from, to, progress);
}
