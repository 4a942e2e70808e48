namespace Vlm.Evaluation;

/// <summary>Group names as numbers, in the order of the names.</summary>
internal sealed class GroupLabels
{
    private const int SmallGroup = 30;

    public GroupLabels(IReadOnlyList<string> labels, string what)
    {
        Names = [.. labels.Distinct().Order(StringComparer.Ordinal)];
        if (Names.Length < 2)
        {
            throw new EvaluationException($"{what} has {(Names.Length == 0 ? "no items" : $"the one group {Names[0]}")}; an audit compares at least two groups.");
        }

        Members = [.. labels.Select(label => Array.BinarySearch(Names, label, StringComparer.Ordinal))];
        Counts = [.. Names.Select((_, group) => Members.Count(member => member == group))];
    }

    public string[] Names { get; }

    /// <summary>The group of each item.</summary>
    public int[] Members { get; }

    public int[] Counts { get; }

    public Dictionary<string, int> Sizes => Names.Zip(Counts).ToDictionary();

    public IEnumerable<string> SizeCaveats => Names.Zip(Counts).Where(group => group.Second < SmallGroup)
        .Select(group => $"{group.First} has {group.Second} items; below about {SmallGroup} every figure is rough.");
}
