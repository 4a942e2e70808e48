namespace Vlm.Evaluation;

/// <summary>Words of the candidate that stand for words of the reference.</summary>
/// <param name="CandidateStart">The first word of the candidate.</param>
/// <param name="CandidateLength">How many words of it; more than one by paraphrase only.</param>
/// <param name="ReferenceStart">The first word of the reference.</param>
/// <param name="ReferenceLength">How many words of it.</param>
/// <param name="Module">0 exact, 1 stem, 2 synonym, 3 paraphrase.</param>
internal readonly record struct MeteorMatch(int CandidateStart, int CandidateLength, int ReferenceStart, int ReferenceLength, int Module)
{
    private static readonly double[] Weights = [1.0, 0.6, 0.8, 0.6];

    public double Weight => Weights[Module];

    public int CandidateEnd => CandidateStart + CandidateLength;

    public int ReferenceEnd => ReferenceStart + ReferenceLength;
}
