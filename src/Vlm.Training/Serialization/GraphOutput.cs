namespace Vlm.Training;

/// <summary>A value that a run gives, under the name by which it is asked for.</summary>
internal readonly record struct GraphOutput(string Name, GraphValue Value);
