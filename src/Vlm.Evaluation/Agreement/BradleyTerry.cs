namespace Vlm.Evaluation;

/// <summary>Strengths from pairwise votes (R. A. Bradley and M. E. Terry, 1952): system i beats j with probability s_i / (s_i + s_j). Pure; thread-safe.</summary>
public static class BradleyTerry
{
    private const int MaximumSteps = 200;

    /// <summary>The maximum-likelihood log strengths, with mean 0; a tie is half a win for each.</summary>
    /// <param name="votes">The votes, in any order.</param>
    /// <param name="systems">The number of systems, at least 2.</param>
    /// <param name="confidence">The coverage of the intervals (Wald, from the observed information), between 0 and 1 exclusive.</param>
    /// <returns>
    /// One log strength a system, with its interval; <c>1000 + 400/ln 10 · log strength</c> puts it on Elo's scale. All undefined, with the
    /// reason, where no finite maximum exists: some group of systems never lost to the others, or was never compared with them.
    /// </returns>
    /// <exception cref="EvaluationException">A vote names a system that does not exist, or one system twice; names the vote.</exception>
    public static IReadOnlyList<Estimate> Compute(IReadOnlyList<PairwiseVote> votes, int systems, double confidence = 0.95)
    {
        PairwiseVote.Check(votes, systems);
        double[,] wins = Wins(votes, systems);
        if (!EveryoneReachesEveryone(wins, systems))
        {
            Estimate undefined = Estimate.Undefined(
                "some systems never lost to the others, or were never compared with them, so that the most likely strength is infinite; collect more votes",
                votes.Count);
            return [.. Enumerable.Repeat(undefined, systems)];
        }

        double[] logs = Maximise(wins, systems);
        double[,] covariance = SymmetricInverse.OfLaplacian(Information(wins, logs, systems), systems);
        double z = DistributionQuantiles.Normal(1 - ((1 - confidence) / 2));
        return [.. logs.Select((value, i) => new Estimate
        {
            Value = value,
            Lower = value - (z * Math.Sqrt(covariance[i, i])),
            Upper = value + (z * Math.Sqrt(covariance[i, i])),
            StandardError = Math.Sqrt(covariance[i, i]),
            Confidence = confidence,
            SampleSize = votes.Count,
        })];
    }

    private static double[,] Wins(IReadOnlyList<PairwiseVote> votes, int systems)
    {
        var wins = new double[systems, systems];
        foreach (PairwiseVote vote in votes)
        {
            wins[vote.First, vote.Second] += vote.FirstScore;
            wins[vote.Second, vote.First] += 1 - vote.FirstScore;
        }

        return wins;
    }

    // L. R. Ford's condition (1957): a finite maximum exists exactly where chains of wins lead from every system to every other.
    private static bool EveryoneReachesEveryone(double[,] wins, int systems) =>
        Reached(systems, (a, b) => wins[a, b] > 0) == systems && Reached(systems, (a, b) => wins[b, a] > 0) == systems;

    private static int Reached(int systems, Func<int, int, bool> edge)
    {
        var seen = new bool[systems];
        var open = new Stack<int>([0]);
        seen[0] = true;
        int count = 1;
        while (open.TryPop(out int from))
        {
            for (int to = 0; to < systems; to++)
            {
                if (!seen[to] && edge(from, to))
                {
                    seen[to] = true;
                    count++;
                    open.Push(to);
                }
            }
        }

        return count;
    }

    // Newton's method with halved steps where a full one would go down; the likelihood is concave.
    private static double[] Maximise(double[,] wins, int systems)
    {
        var logs = new double[systems];
        double likelihood = LogLikelihood(wins, logs, systems);
        for (int step = 0; step < MaximumSteps; step++)
        {
            double[,] inverse = SymmetricInverse.OfLaplacian(Information(wins, logs, systems), systems);
            double[] gradient = Gradient(wins, logs, systems);
            var direction = new double[systems];
            for (int i = 0; i < systems; i++)
            {
                for (int j = 0; j < systems; j++)
                {
                    direction[i] += inverse[i, j] * gradient[j];
                }
            }

            double scale = 1;
            double[] next = Moved(logs, direction, scale);
            double reached = LogLikelihood(wins, next, systems);
            while (reached < likelihood && scale > 1e-10)
            {
                scale /= 2;
                next = Moved(logs, direction, scale);
                reached = LogLikelihood(wins, next, systems);
            }

            logs = next;
            likelihood = reached;
            if (direction.Max(Math.Abs) < 1e-13)
            {
                break;
            }
        }

        return logs;
    }

    private static double[] Moved(double[] logs, double[] direction, double scale)
    {
        double[] moved = [.. logs.Select((value, i) => value + (scale * direction[i]))];
        double mean = moved.Average();
        return [.. moved.Select(value => value - mean)];
    }

    private static double[] Gradient(double[,] wins, double[] logs, int systems)
    {
        var gradient = new double[systems];
        for (int i = 0; i < systems; i++)
        {
            for (int j = 0; j < systems; j++)
            {
                gradient[i] += i == j ? 0 : wins[i, j] - ((wins[i, j] + wins[j, i]) * Probability(logs, i, j));
            }
        }

        return gradient;
    }

    private static double[,] Information(double[,] wins, double[] logs, int systems)
    {
        var information = new double[systems, systems];
        for (int i = 0; i < systems; i++)
        {
            for (int j = 0; j < systems; j++)
            {
                if (i != j)
                {
                    double weight = (wins[i, j] + wins[j, i]) * Probability(logs, i, j) * Probability(logs, j, i);
                    information[i, j] = -weight;
                    information[i, i] += weight;
                }
            }
        }

        return information;
    }

    private static double LogLikelihood(double[,] wins, double[] logs, int systems)
    {
        double sum = 0;
        for (int i = 0; i < systems; i++)
        {
            for (int j = 0; j < systems; j++)
            {
                sum -= i == j ? 0 : wins[i, j] * Math.Log(1 + Math.Exp(logs[j] - logs[i]));
            }
        }

        return sum;
    }

    private static double Probability(double[] logs, int i, int j) => 1 / (1 + Math.Exp(logs[j] - logs[i]));
}
