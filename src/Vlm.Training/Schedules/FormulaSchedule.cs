namespace Vlm.Training;

/// <summary>A schedule that is a function of the step alone.</summary>
internal sealed class FormulaSchedule(Func<long, double> formula) : LearningRateSchedule
{
    public override double RateAt(long stepIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stepIndex);
        return formula(stepIndex);
    }
}
