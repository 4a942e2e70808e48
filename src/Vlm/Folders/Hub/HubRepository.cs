using System.Text.RegularExpressions;

namespace Vlm.Folders;

/// <summary>The name of a repository, and of a state of it: both become parts of paths and addresses, so that both are checked.</summary>
internal sealed partial class HubRepository
{
    public const string DefaultRevision = "main";

    private const string FolderPrefix = "models--", Separator = "--";

    private HubRepository(string id) => Id = id;

    /// <summary>For example <c>org/name</c>.</summary>
    public string Id { get; }

    /// <summary>The folder in the cache, such as <c>models--org--name</c>.</summary>
    public string FolderName => FolderPrefix + Id.Replace("/", Separator, StringComparison.Ordinal);

    /// <summary>Whether a text can be the name of a repository: <c>org/name</c>, or <c>name</c> alone.</summary>
    public static bool IsValid(string id) =>
        IdPattern().IsMatch(id) && !id.Contains("--", StringComparison.Ordinal) && !id.Contains("..", StringComparison.Ordinal)
        && !id.EndsWith(".git", StringComparison.Ordinal) && !id.Split('/').Contains(".");

    public static HubRepository Parse(string id) =>
        IsValid(id)
            ? new HubRepository(id)
            : throw new HubException(HubReason.RepositoryNotFound, id, "that is not the name of a repository. Write org/name, of letters, digits, '-', '_' and '.'.");

    /// <summary>The repository whose folder that is; null for what is none.</summary>
    public static HubRepository? OfFolder(string name)
    {
        string id = name.StartsWith(FolderPrefix, StringComparison.Ordinal) ? name[FolderPrefix.Length..].Replace(Separator, "/", StringComparison.Ordinal) : "";
        return IsValid(id) ? new HubRepository(id) : null;
    }

    public static bool IsCommit(string revision) => CommitPattern().IsMatch(revision);

    /// <summary>A branch, tag or commit that is safe as a path below <c>refs</c>.</summary>
    public string CheckRevision(string? revision)
    {
        string name = revision ?? DefaultRevision;
        return RevisionPattern().IsMatch(name) && !name.Split('/').Any(part => part is "" or "." or "..")
            ? name
            : throw new HubException(HubReason.RevisionNotFound, Id, $"'{name}' is not the name of a branch, tag or commit.");
    }

    public override string ToString() => Id;

    [GeneratedRegex(@"^(?:[\w\-.]{1,96}/)?[\w\-.]{1,96}\z", RegexOptions.ECMAScript)]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^[0-9a-f]{40}\z")]
    private static partial Regex CommitPattern();

    [GeneratedRegex(@"^[\w\-.+@/]{1,250}\z", RegexOptions.ECMAScript)]
    private static partial Regex RevisionPattern();
}
