namespace Vlm.Evaluation.Reading;

/// <summary>One folder a class: <c>class/picture</c> or <c>split/class/picture</c>; what lies deeper belongs to its class.</summary>
internal static class ClassFolderReader
{
    private static readonly string[] Splits = [SplitNames.Train, SplitNames.Val, SplitNames.Test];

    public static void Read(string path, DataSetBuilder builder)
    {
        IReadOnlyList<string> names = builder.Pictures.Names;
        if (names.Count == 0)
        {
            throw new DataSetException(path, "there is no picture below it; expected one folder a class, with pictures in each.");
        }

        // A folder named train is a split only where all folders beside it are splits too: somebody may have pictures of trains.
        bool split = names.All(name => name.Split('/') is [{ } first, _, _, ..] && Splits.Contains(SplitNames.Normalize(first)));
        foreach (string name in names)
        {
            string[] parts = name.Split('/');
            int at = split ? 1 : 0;
            if (parts.Length < at + 2)
            {
                builder.Report(DataProblemKind.NothingSaid, name, null, "the picture lies in no folder of a class; it is left out.");
            }
            else if (builder.Add(name, name, split ? parts[0] : null, name) is { } draft)
            {
                draft.Label = parts[at];
            }
        }
    }
}
