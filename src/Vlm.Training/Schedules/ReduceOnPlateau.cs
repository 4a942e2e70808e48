namespace Vlm.Training;

/// <summary>Lowers the rate when a metric has not got better for some time, as PyTorch's ReduceLROnPlateau does. Not thread-safe.</summary>
public sealed class ReduceOnPlateau : LearningRateSchedule
{
    // PyTorch does not lower a rate by less than this.
    private const double LeastChange = 1e-8;

    private readonly PlateauOptions _options;
    private double _rate;
    private double _best;
    private int _bad;
    private int _cooldown;

    /// <summary>Creates the schedule.</summary>
    /// <param name="rate">The first rate.</param>
    /// <param name="options">Null for the defaults.</param>
    public ReduceOnPlateau(double rate, PlateauOptions? options = null)
    {
        _options = options ?? new PlateauOptions();
        _rate = rate;
        _best = _options.HigherIsBetter ? double.NegativeInfinity : double.PositiveInfinity;
    }

    /// <summary>What it has seen so far, for checkpoints: the rate, the best metric, bad observations, cooldown left.</summary>
    public IReadOnlyList<double> State => [_rate, _best, _bad, _cooldown];

    /// <summary>The rate as it is now, whatever the step.</summary>
    /// <param name="stepIndex">Not used.</param>
    public override double RateAt(long stepIndex) => _rate;

    /// <summary>Tells the metric after a step or an epoch.</summary>
    /// <param name="metric">The metric; one that is not a number counts as bad.</param>
    public void Observe(double metric)
    {
        if (IsBetter(metric))
        {
            _best = metric;
            _bad = 0;
        }
        else
        {
            _bad++;
        }

        if (_cooldown > 0)
        {
            _cooldown--;
            _bad = 0;
        }

        if (_bad > _options.Patience)
        {
            double lower = Math.Max(_rate * _options.Factor, _options.MinRate);
            _rate = _rate - lower > LeastChange ? lower : _rate;
            _cooldown = _options.Cooldown;
            _bad = 0;
        }
    }

    /// <summary>Takes back what a checkpoint holds.</summary>
    /// <param name="state">As <see cref="State"/> gave it.</param>
    public void Restore(IReadOnlyList<double> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentOutOfRangeException.ThrowIfNotEqual(state.Count, 4, nameof(state));
        (_rate, _best, _bad, _cooldown) = (state[0], state[1], (int)state[2], (int)state[3]);
    }

    private bool IsBetter(double metric)
    {
        double threshold = _options.Threshold;
        return (_options.HigherIsBetter, _options.IsRelative) switch
        {
            (false, true) => metric < _best * (1 - threshold),
            (false, false) => metric < _best - threshold,
            (true, true) => metric > _best * (1 + threshold),
            (true, false) => metric > _best + threshold,
        };
    }
}
