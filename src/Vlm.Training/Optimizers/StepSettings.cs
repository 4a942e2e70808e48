namespace Vlm.Training;

/// <summary>What one step does to one parameter.</summary>
/// <param name="LearningRate">The step size, with the parameter's own factor.</param>
/// <param name="Decay">The weight decay; 0 where the parameter does not decay.</param>
/// <param name="StepCount">The number of the step, from 1.</param>
internal readonly record struct StepSettings(double LearningRate, double Decay, long StepCount);
