using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>Splits in which no picture of one split stands in another, not even as a copy that was scaled or saved anew.</summary>
public sealed class LeakFreeSplits
{
    private const string Train = "train";
    private const string Val = "val";
    private const string Test = "test";

    private LeakFreeSplits(IReadOnlyList<DataSetItem> items, IReadOnlyList<DataSetItem> removed)
    {
        Items = items;
        Removed = removed;
    }

    /// <summary>The items with their splits, in the order in which they were given.</summary>
    public IReadOnlyList<DataSetItem> Items { get; }

    /// <summary>The items that were taken out because a held-out split has their picture.</summary>
    public IReadOnlyList<DataSetItem> Removed { get; }

    /// <summary>Assigns splits to items that have none: duplicates fall together, by the hash of the name of the first of them.</summary>
    /// <param name="items">The items; their own splits are replaced.</param>
    /// <param name="groups">The duplicates among their pictures.</param>
    /// <param name="valShare">The share of val, 0 to 1.</param>
    /// <param name="testShare">The share of test, 0 to 1; the sum is at most 1.</param>
    /// <param name="seed">Another seed gives another split.</param>
    public static LeakFreeSplits Assign(IReadOnlyList<DataSetItem> items, IReadOnlyList<DuplicateGroup> groups, double valShare = 0.1, double testShare = 0.1, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(groups);
        Dictionary<string, string> first = groups.SelectMany(group => group.Pictures.Select(picture => (picture, group.Pictures[0]))).ToDictionary(pair => pair.picture, pair => pair.Item2, StringComparer.Ordinal);
        IReadOnlyList<DataSetItem> byFirst = DataSplits.Assign([.. items.Select(item => new DataSetItem(item.Id, first.GetValueOrDefault(item.Picture, item.Picture)))], valShare, testShare, seed);
        return new LeakFreeSplits([.. items.Zip(byFirst, (item, assigned) => new DataSetItem(item.Id, item.Picture, assigned.Split, item.Captions, item.Questions, item.Label))], []);
    }

    /// <summary>
    /// Keeps the splits that the items have, and takes out what leaks: of a picture that stands in several splits the copies in the split that is held out
    /// most strictly stay (test before val before any other), so that scores stay comparable with those of others.
    /// </summary>
    /// <param name="items">The items with their splits.</param>
    /// <param name="groups">The duplicates among their pictures.</param>
    public static LeakFreeSplits Keep(IReadOnlyList<DataSetItem> items, IReadOnlyList<DuplicateGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(groups);
        Dictionary<string, int> group = groups.SelectMany((members, number) => members.Pictures.Select(picture => (picture, number))).ToDictionary(pair => pair.picture, pair => pair.number, StringComparer.Ordinal);
        Dictionary<int, string?> strictest = items.Where(item => group.ContainsKey(item.Picture)).GroupBy(item => group[item.Picture])
            .ToDictionary(members => members.Key, members => members.Select(item => item.Split).MinBy(Strictness));
        bool Leaks(DataSetItem item) => group.TryGetValue(item.Picture, out int number) && Strictness(item.Split) != Strictness(strictest[number]);
        return new LeakFreeSplits([.. items.Where(item => !Leaks(item))], [.. items.Where(Leaks)]);
    }

    private static int Strictness(string? split) => split switch
    {
        Test => 0,
        Val => 1,
        Train or null => 3,
        _ => 2,
    };
}
