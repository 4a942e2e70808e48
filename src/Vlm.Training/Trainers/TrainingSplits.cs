using System.Globalization;
using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>What of a data set is trained on, and what validates: its own splits, or some of the training pictures that are held out.</summary>
internal static class TrainingSplits
{
    /// <summary>The items that a task can learn from, of the splits train and val where the data have splits.</summary>
    /// <exception cref="TrainingException">There are none.</exception>
    public static IReadOnlyList<DataSetItem> Usable(TrainingRequest request, Action<string> log)
    {
        DataSet data = request.Data;
        foreach (IGrouping<DataProblemKind, DataProblem> kind in data.Problems.GroupBy(problem => problem.Kind))
        {
            log(string.Create(CultureInfo.InvariantCulture, $"{kind.Count()} x {kind.Key}, the first: {kind.First()}"));
        }

        DataSetItem[] usable = [.. data.Items.Where(item => TrainingTasks.CanLearnFrom(request.Task, item))];
        if (usable.Length == 0)
        {
            throw new TrainingException($"{data.Name}: none of its {data.Items.Count} items has what '{TrainingTasks.NameOf(request.Task)}' learns from: {TrainingTasks.NeedOf(request.Task)}.{FirstProblem(data)}");
        }

        return data.Splits.Count == 0 ? usable
            : data.Splits.Contains(SplitNames.Train) ? [.. usable.Where(item => item.Split is SplitNames.Train or SplitNames.Val)]
            : throw new TrainingException($"{data.Name}: there is no split 'train'; found {string.Join(", ", data.Splits)}. Name the splits train and val, or leave them out.");
    }

    /// <summary>Divides usable items. Duplicates never lie on both sides where the division is made here; where the data have made it, they are told.</summary>
    /// <param name="request">The data and the seed.</param>
    /// <param name="usable">What <see cref="Usable"/> gave.</param>
    /// <param name="features">The file of the pictures' features; what is found of duplicates is kept beside it.</param>
    /// <param name="log">Told what was held out, and which pictures are on both sides.</param>
    /// <param name="cancellationToken">Stops between two pictures.</param>
    public static async Task<(IReadOnlyList<DataSetItem> Train, IReadOnlyList<DataSetItem> Validation)> DivideAsync(
        TrainingRequest request, IReadOnlyList<DataSetItem> usable, string features, Action<string> log, CancellationToken cancellationToken)
    {
        DataSet data = request.Data;
        string[] pictures = [.. usable.Select(item => item.Picture).Distinct(StringComparer.Ordinal)];
        IReadOnlyList<DuplicateGroup> groups = await KnownDuplicates.ReadOrFindAsync(features, data.Pictures, pictures, log, cancellationToken).ConfigureAwait(false);
        if (data.Splits.Contains(SplitNames.Val))
        {
            DataSetItem[] train = [.. usable.Where(item => item.Split == SplitNames.Train)], validation = [.. usable.Where(item => item.Split == SplitNames.Val)];
            LogLeaks(train, validation, groups, log);
            return (train, validation);
        }

        log($"the data have no {(data.Splits.Count == 0 ? "splits" : "split 'val'")}: {HeldOutPictures.Share:0%} of the training pictures are held out for validation");
        IReadOnlySet<string> held = HeldOutPictures.Of(usable, groups, unchecked((int)(request.Settings?.Seed ?? 0)), log);
        return ([.. usable.Where(item => !held.Contains(item.Picture))], [.. usable.Where(item => held.Contains(item.Picture))]);
    }

    /// <summary>The first entry that the reader left out, as the end of a message; empty where there is none.</summary>
    public static string FirstProblem(DataSet data) => data.Problems.Count == 0 ? "" : $" {data.Problems.Count} entries were left out; the first: {data.Problems[0]}";

    private static void LogLeaks(DataSetItem[] train, DataSetItem[] validation, IReadOnlyList<DuplicateGroup> groups, Action<string> log)
    {
        HashSet<string> seen = [.. train.Select(item => item.Picture)], asked = [.. validation.Select(item => item.Picture)];
        string[] both = [.. seen.Intersect(asked)];
        if (both.Length > 0)
        {
            log(string.Create(CultureInfo.InvariantCulture, $"{both.Length:#,0} pictures lie in both train and val, the first: {both[0]}. The splits stay as they are"));
        }

        (string? Train, string? Validation)[] leaks = [.. groups
            .Select(group => (group.Pictures.FirstOrDefault(seen.Contains), group.Pictures.FirstOrDefault(asked.Contains)))
            .Where(pair => pair is { Item1: not null, Item2: not null })];
        if (leaks.Length > 0)
        {
            log(string.Create(CultureInfo.InvariantCulture, $"{leaks.Length:#,0} groups of pictures that are the same or nearly so lie in both train and val, the first: {leaks[0].Train} and {leaks[0].Validation}. The splits stay as they are; --prepare-only lists the groups"));
        }
    }
}
