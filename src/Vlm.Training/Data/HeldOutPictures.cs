using System.Globalization;
using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>Chooses the pictures that are held out of training to validate with: about a tenth, and never one whose duplicate is trained on.</summary>
internal static class HeldOutPictures
{
    public const double Share = 0.1;

    /// <summary>Chooses by the hash of names, of a group of duplicates by that of its first picture. The same arguments give the same pictures.</summary>
    /// <param name="items">The items to divide.</param>
    /// <param name="groups">The duplicates among their pictures.</param>
    /// <param name="seed">Another seed chooses others.</param>
    /// <param name="log">Told how many duplicates there are.</param>
    public static IReadOnlySet<string> Of(IReadOnlyList<DataSetItem> items, IReadOnlyList<DuplicateGroup> groups, int seed, Action<string> log)
    {
        log(groups.Count == 0 ? "no two pictures are the same or nearly so"
            : string.Create(CultureInfo.InvariantCulture, $"{groups.Count:#,0} groups of pictures are the same or nearly so, {groups.Sum(group => group.Pictures.Count):#,0} pictures; each group stays on one side. The first: {groups[0]}"));
        // A group that is greater than all that is wanted is trained on.
        int most = (int)(items.Select(item => item.Picture).Distinct(StringComparer.Ordinal).Count() * Share);
        HashSet<string> trained = [.. groups.Where(group => group.Pictures.Count > most).SelectMany(group => group.Pictures)];
        DataSetItem[] free = [.. items.Where(item => !trained.Contains(item.Picture))];
        if (free.Length == 0)
        {
            log("every picture has too many duplicates to be held out with: pictures are held out by their names alone, and the scores will be too good");
            (free, groups) = ([.. items], []);
        }

        HashSet<string> held = [.. LeakFreeSplits.Assign(free, groups, Share, 0, seed).Items.Where(item => item.Split == "val").Select(item => item.Picture)];
        if (held.Count > 0)
        {
            return held;
        }

        // Of a handful of pictures the hash may hold out none: then it is the last one by name.
        string last = free.Select(item => item.Picture).Max(StringComparer.Ordinal)!;
        return groups.FirstOrDefault(group => group.Pictures.Contains(last)) is { } own ? new HashSet<string>(own.Pictures) : new HashSet<string> { last };
    }
}
