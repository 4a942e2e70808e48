namespace Vlm.Evaluation;

/// <summary>An answer and its probability: among a closed set wherever it ranks, of a written answer where it is given again.</summary>
internal sealed class AnswerOutput(IVisionLanguageModel model, string question) : ScoredOutput
{
    // More than any closed set of answers has.
    private const int AllAnswers = 1_000_000;

    public override string ScoreName => "probability";

    public override string WordMeaning => "how far the answer's probability falls when the word is taken out of the question";

    public override async Task<double[][]> ScoreAsync(IReadOnlyList<ImageInput> pictures, CancellationToken cancellationToken) =>
        [.. (await AskAsync([.. pictures.Select(picture => new VisionPrompt(picture, question))], cancellationToken).ConfigureAwait(false)).Select(score => new[] { score })];

    public override Task<IReadOnlyList<WordShare>> WordsAsync(double[] whole, GriddedPicture picture, double[][] falls, CancellationToken cancellationToken)
    {
        ImageInput image = picture.Whole;
        return RemovedWordsAsync(question, whole[0], async questions => await AskAsync([.. questions.Select(text => new VisionPrompt(image, text))], cancellationToken).ConfigureAwait(false));
    }

    private async Task<IReadOnlyList<double>> AskAsync(IReadOnlyList<VisionPrompt> prompts, CancellationToken cancellationToken) =>
        [.. (await model.AnswerAsync(prompts, new AnswerOptions { Top = AllAnswers }, cancellationToken).ConfigureAwait(false)).Select(ProbabilityIn)];

    private double ProbabilityIn(Answer answer) => answer.Candidates.Count > 0
        ? answer.Candidates.FirstOrDefault(candidate => candidate.Label == Output)?.Probability ?? 0
        : answer.Text == Output ? Math.Exp(answer.LogProbability) : 0;
}
