using System.Text.Json;
using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>Keeps which pictures are the same or nearly so in a file beside their features, so that they are compared once, and a resumed run gets the same split.</summary>
internal static class KnownDuplicates
{
    private const int ReportEvery = 2000;

    // Another way of comparing is another file.
    private const string Method = "bands of 64 bits, correlation; 2";

    /// <summary>Reads the groups, or finds and writes them.</summary>
    /// <param name="features">The file of the pictures' features, whether it is there yet or not.</param>
    /// <param name="source">Where the pictures lie.</param>
    /// <param name="pictures">Their names, each once.</param>
    /// <param name="log">Told how far it is.</param>
    /// <param name="cancellationToken">Stops between two pictures.</param>
    public static async Task<IReadOnlyList<DuplicateGroup>> ReadOrFindAsync(
        string features, IPictureSource source, IReadOnlyList<string> pictures, Action<string> log, CancellationToken cancellationToken)
    {
        string path = TextHash.PathBeside(features, "duplicates", [Method, .. pictures]);
        if (TryRead(path) is { } known)
        {
            return known;
        }

        PictureDuplicates found = await PictureDuplicates.FindAsync(source, pictures, null, new CountLog(log, ReportEvery, "pictures compared"), cancellationToken).ConfigureAwait(false);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            FileReplacement.Write(path, JsonSerializer.SerializeToUtf8Bytes(found.Groups.Select(group => new Kept(group.Pictures, group.IsExact))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The same pictures give the same groups again: only time is lost.
            log($"{path} cannot be written, so that pictures will be compared again the next time: {e.Message}");
        }

        return found.Groups;
    }

    // What cannot be read is found anew.
    private static DuplicateGroup[]? TryRead(string path)
    {
        try
        {
            return !File.Exists(path) ? null
                : JsonSerializer.Deserialize<Kept[]>(File.ReadAllBytes(path)) is { } groups && groups.All(group => group is { Pictures.Count: > 1 }) ? Array.ConvertAll(groups, group => new DuplicateGroup(group.Pictures, group.IsExact)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private sealed record Kept(IReadOnlyList<string> Pictures, bool IsExact);
}
