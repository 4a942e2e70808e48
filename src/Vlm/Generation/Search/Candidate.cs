namespace Vlm.Generation;

/// <summary>One way on: a beam and the token behind it.</summary>
/// <param name="Score">The sum of the scores of both, after all rules.</param>
/// <param name="Beam">The beam.</param>
/// <param name="Token">The token.</param>
/// <param name="LogProbability">What the model gives to the token, before any rule.</param>
internal readonly record struct Candidate(double Score, int Beam, int Token, float LogProbability);
