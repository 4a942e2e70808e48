using System.Globalization;
using System.Text;
using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>Writes a <see cref="TrainingDataReport"/> for people.</summary>
internal static class TrainingDataText
{
    // Long lists say little; the JSON has all of them.
    private const int Shown = 10;

    public static string Write(TrainingDataReport report)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{report.Name}\n");
        foreach (SplitSummary split in report.Splits)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {split.Name}: {split.Pictures} pictures, {split.Captions} captions");
            text.Append(split.Lengths is { } lengths ? string.Create(CultureInfo.InvariantCulture, $" of {lengths.Least} to {lengths.Greatest} words (median {lengths.Median}, mean {lengths.Mean:0.0}, 95 % at most {lengths.Percentile95})") : "");
            text.Append(double.IsNaN(split.Coverage) ? "" : string.Create(CultureInfo.InvariantCulture, $", {split.Coverage * 100:0.00} % of the words known"));
            text.Append(split.Questions.Count == 0 ? "" : $", {split.Questions.Values.Sum()} questions ({string.Join(", ", split.Questions.Select(pair => $"{pair.Key} {pair.Value}"))})");
            text.Append(split.Classes.Count == 0 ? "" : $", {split.Classes.Count} classes");
            text.Append('\n');
        }

        if (report.Vocabulary is { } vocabulary)
        {
            text.Append(CultureInfo.InvariantCulture, $"  vocabulary: {vocabulary.Tokens.Count} tokens (words that stand at least {report.LeastCount} times in the training captions, and 4 special tokens)\n");
        }

        List(text, report.ReadPictures ? "duplicate pictures (= same file, ~ look alike)" : "duplicate pictures: not looked for", report.Duplicates);
        List(text, "duplicates in different splits", report.Leaks);
        List(text, report.ReadPictures ? "unreadable pictures" : "unreadable pictures: not looked for", report.Unreadable);
        List(text, "classes with one example", report.ClassesWithOneExample);
        foreach (IGrouping<DataProblemKind, DataProblem> kind in report.Problems.GroupBy(problem => problem.Kind))
        {
            List(text, $"left out, {kind.Key}", [.. kind]);
        }

        return text.ToString();
    }

    private static void List<T>(StringBuilder text, string name, IReadOnlyList<T> entries)
    {
        text.Append(CultureInfo.InvariantCulture, $"  {name}: {entries.Count}\n");
        foreach (T entry in entries.Take(Shown))
        {
            text.Append(CultureInfo.InvariantCulture, $"    {entry}\n");
        }

        text.Append(entries.Count > Shown ? $"    … and {entries.Count - Shown} more\n" : "");
    }
}
