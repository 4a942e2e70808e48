namespace Vlm.Evaluation;

/// <summary>One number of each rater for each task; null where a rater gave none.</summary>
internal sealed class GradeTable
{
    private readonly double?[][] _ratersByTasks;

    public GradeTable(RatingKey key, IReadOnlyList<RaterAnswers> raters, Func<RatingAnswer, double?> value)
    {
        Dictionary<string, int> places = key.Tasks.Select((task, i) => (task.Token, i)).ToDictionary();
        _ratersByTasks = [.. raters.Select(rater =>
        {
            var row = new double?[key.Tasks.Count];
            foreach (RatingAnswer answer in rater.Answers)
            {
                row[places[answer.Task]] = value(answer) ?? row[places[answer.Task]];
            }

            return row;
        })];
        Complete = [.. Enumerable.Range(0, key.Tasks.Count).Where(task => _ratersByTasks.All(row => row[task] is not null))];
        Means = [.. Enumerable.Range(0, key.Tasks.Count).Select(task => _ratersByTasks.Average(row => row[task]))];
    }

    public int RaterCount => _ratersByTasks.Length;

    public int TaskCount => Means.Length;

    /// <summary>The tasks that every rater answered.</summary>
    public int[] Complete { get; }

    /// <summary>The raters' mean of each task; null where nobody answered.</summary>
    public double?[] Means { get; }

    /// <summary>All ratings of the chosen tasks, one row a rater.</summary>
    public double?[][] Columns(int[] tasks) => [.. _ratersByTasks.Select(row => tasks.Select(task => row[task]).ToArray())];

    /// <summary>The ratings of a task that every rater answered.</summary>
    public double[] Ratings(int task) => [.. _ratersByTasks.Select(row => row[task]!.Value)];

    /// <summary>One rater's ratings of tasks that every rater answered.</summary>
    public int[] Categories(int rater, int[] tasks) => [.. tasks.Select(task => (int)_ratersByTasks[rater][task]!.Value)];
}
