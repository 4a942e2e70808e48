using System.Net;

namespace Vlm.Folders;

/// <summary>What the hub's answers mean.</summary>
internal static class HubErrors
{
    /// <summary>Whether a later attempt may succeed.</summary>
    public static bool MayPass(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500;

    /// <summary>How long the hub asks to wait; null where it does not say.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        TimeSpan? wait = response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - DateTimeOffset.UtcNow;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    public static HubException Of(HubRepository repository, Uri address, HttpResponseMessage response)
    {
        string? code = Header(response, "X-Error-Code");
        string said = Header(response, "X-Error-Message") is { } message ? $" The hub says: {message}" : "";
        string found = $"{address.AbsolutePath} answered {(int)response.StatusCode}.{said}";
        return (code, (int)response.StatusCode) switch
        {
            ("RevisionNotFound", _) => new HubException(HubReason.RevisionNotFound, repository.Id, $"there is no such branch, tag or commit: {found}"),
            ("EntryNotFound", _) => new HubException(HubReason.FileNotFound, repository.Id, $"the file is not in the repository: {found}"),
            ("GatedRepo", _) or (_, 403) => new HubException(HubReason.Forbidden, repository.Id, $"access is refused: {found} Accept the model's terms on its page and set HF_TOKEN to a token of that account."),
            (_, 401 or 404) => new HubException(HubReason.RepositoryNotFound, repository.Id, $"there is no such repository, or the token may not see it: {found} Check the name; for a private one set HF_TOKEN."),
            (_, 429) => new HubException(HubReason.RateLimited, repository.Id, $"too many requests: {found} Try again {(RetryAfter(response) is { } wait ? $"in {wait.TotalSeconds:0} s" : "later")}."),
            (_, >= 500) => new HubException(HubReason.Network, repository.Id, $"the hub is in trouble: {found} Try again later; what was fetched so far is kept."),
            _ => new HubException(HubReason.BadResponse, repository.Id, found),
        };
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join(", ", values) : null;
}
