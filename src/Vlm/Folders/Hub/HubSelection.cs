namespace Vlm.Folders;

/// <summary>Which files of a repository a model needs: the small ones that describe it, and its sessions in one precision.</summary>
internal static class HubSelection
{
    private const string MergedSuffix = "_merged", MergedModelSuffix = "_model_merged", PastSuffix = "_with_past_model";

    private static readonly string[] Descriptions = [".json", ".txt", ".jinja", ".model"];

    /// <param name="repository">For the errors.</param>
    /// <param name="files">All files of a commit.</param>
    /// <param name="precisions">The precisions to prefer, best first; null or empty for full precision first.</param>
    /// <returns>The files to fetch, small ones first.</returns>
    public static IReadOnlyList<HubFile> Select(HubRepository repository, IReadOnlyList<HubFile> files, IReadOnlyList<ModelPrecision>? precisions)
    {
        HashSet<string> paths = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        if (paths.Contains(VlmManifest.FileName))
        {
            return Sorted(files.Where(file => !file.Path.StartsWith('.')));
        }

        SessionVariants variants = SessionVariants.Of(files.Select(file => file.Path));
        string[] sessions = [.. Needed(variants.Names).Select(name => variants.Candidates(name, precisions)[0].File)];
        return sessions.Length > 0
            ? Sorted(files.Where(file => IsDescription(file) || sessions.Any(session => IsPartOf(file.Path, session))))
            : throw new HubException(
                HubReason.FileNotFound, repository.Id, $"it has no .onnx file among its {files.Count}. Choose a repository that was exported to ONNX, such as those of onnx-community.");
    }

    /// <summary>A merged decoder stands for the two that it was merged of.</summary>
    private static IEnumerable<string> Needed(IReadOnlyCollection<string> names) =>
        names.Where(name => !names.Any(other =>
            (other.EndsWith(MergedSuffix, StringComparison.Ordinal) && name == other[..^MergedSuffix.Length])
            || (other.EndsWith(MergedModelSuffix, StringComparison.Ordinal) && name == other[..^MergedModelSuffix.Length] + PastSuffix)));

    /// <summary>A session's own file, or the file of its weights: <c>model.onnx_data</c>, <c>model.onnx_data_1</c>, <c>model.onnx.data</c>.</summary>
    private static bool IsPartOf(string path, string session) =>
        path.StartsWith(session, StringComparison.Ordinal) && (path.Length == session.Length || path[session.Length] is '_' or '.');

    private static bool IsDescription(HubFile file) =>
        !file.Path.Contains('/', StringComparison.Ordinal) && Descriptions.Contains(Path.GetExtension(file.Path).ToLowerInvariant())
        && !file.Path.EndsWith(".index.json", StringComparison.Ordinal);

    private static HubFile[] Sorted(IEnumerable<HubFile> files) => [.. files.OrderBy(file => file.Size).ThenBy(file => file.Path, StringComparer.Ordinal)];
}
