namespace Vlm.Generation;

/// <summary>One way on: a beam, the token behind it and the sum of the log-probabilities of both.</summary>
internal readonly record struct Candidate(double Score, int Beam, int Token);
