namespace Vlm.Evaluation;

/// <summary>What answers are worth that come without looking, from the nearest training picture, and from people.</summary>
internal static class AnswerBaselines
{
    public static IEnumerable<SystemScores> Of(ScoringContext context, List<AskedQuestion> asked, IReadOnlyList<string>[] references, string[] answers)
    {
        DataSetQuestion[] known = [.. context.Options.TrainingItems(context.Data).SelectMany(item => item.Questions)];
        bool trained = known.Length > 0;
        if (!trained)
        {
            known = [.. asked.Select(question => question.Question)];
        }

        string from = trained ? "the train split" : "the questions themselves, for want of a train split";
        yield return context.Row("random", $"any of the answers of {from}, each as likely", AnswerFigures.Of(references, Random(known, asked.Count, context.Options.Seed)));
        if (trained)
        {
            AnswerPrior prior = new(known);
            yield return context.Row(
                "most frequent answer", "without the picture: the train split's most frequent answer to the same question, or to its type", AnswerFigures.Of(references, [.. asked.Select(question => prior.Of(question.Question))]));
        }

        yield return Nearest(context, asked, references);
        foreach (SystemScores row in Human(context, references, answers))
        {
            yield return row;
        }
    }

    private static string[] Random(DataSetQuestion[] known, int count, ulong seed)
    {
        string[] answers = [.. known.SelectMany(question => question.Answers).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        RandomStream random = new(seed, 0);
        string[] chosen = new string[count];
        for (int i = 0; i < count; i++)
        {
            chosen[i] = answers[random.Next(answers.Length)];
        }

        return chosen;
    }

    private static SystemScores Nearest(ScoringContext context, List<AskedQuestion> asked, IReadOnlyList<string>[] references)
    {
        const string Name = "nearest neighbour";
        const string Description = "the answer to the same question, or one of its type, about the most similar training picture";
        NeighbourPool pool = context.Neighbours;
        if (pool.Reason is not null)
        {
            return ScoringContext.Absent(Name, Description, pool.Reason);
        }

        (DataSetQuestion Question, int Item)[] known = [.. pool.Items.SelectMany((item, i) => item.Questions.Select(question => (question, i)))];
        ILookup<string, int> byText = Enumerable.Range(0, known.Length).ToLookup(i => known[i].Question.Text, StringComparer.OrdinalIgnoreCase);
        ILookup<string, int> byType = Enumerable.Range(0, known.Length).ToLookup(i => known[i].Question.Type ?? "", StringComparer.Ordinal);
        string[] answers = new string[asked.Count];
        Parallel.For(0, answers.Length, new ParallelOptions { CancellationToken = context.CancellationToken }, i =>
        {
            DataSetQuestion question = asked[i].Question;
            IEnumerable<int> same = byText[question.Text].Any() ? byText[question.Text] : byType[question.Type ?? ""].Any() ? byType[question.Type ?? ""] : Enumerable.Range(0, known.Length);
            Embedding picture = pool.Queries[asked[i].Item.Id];
            answers[i] = known[same.MaxBy(k => Similarity.Of(picture, pool.Embeddings[known[k].Item]))].Question.Answers[0];
        });
        return context.Row(Name, Description, AnswerFigures.Of(references, answers));
    }

    private static IEnumerable<SystemScores> Human(ScoringContext context, IReadOnlyList<string>[] references, string[] answers)
    {
        const string Name = "human leave-one-out";
        const string Description = "each person's answer against those of the others";
        int people = references.Min(given => given.Count);
        if (people < 2)
        {
            yield return ScoringContext.Absent(Name, Description, "some questions have one answer only; there is nobody to compare a person with");
            yield break;
        }

        double[] human = new double[references.Length], model = new double[references.Length];
        for (int k = 0; k < people; k++)
        {
            IReadOnlyList<string>[] others = [.. references.Select(given => (IReadOnlyList<string>)[.. given.Where((_, i) => i != k)])];
            Add(human, AnswerFigures.Right(others, [.. references.Select(given => given[k])]), people);
            Add(model, AnswerFigures.Right(others, answers), people);
        }

        yield return context.Row(Name, Description, [new RatioFigure(AnswerFigures.Accuracy, FigureUnit.Share, human)]);
        yield return context.Row("model against the same", "the model against the answers that each person was compared with", [new RatioFigure(AnswerFigures.Accuracy, FigureUnit.Share, model)]);
    }

    private static void Add(double[] sums, double[] values, int count)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += values[i] / count;
        }
    }
}
