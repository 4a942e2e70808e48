using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Vlm.Folders;

/// <summary>What is asked of the hub: the commit of a revision, the files of a commit, the bytes of a file.</summary>
internal sealed class HubClient(HubHttp http, HubRepository repository)
{
    private const int MaxAnswerBytes = 64 << 20, MaxFiles = 100_000;

    public HubRepository Repository => repository;

    public async Task<string> ResolveAsync(string revision, CancellationToken cancellationToken)
    {
        Uri address = http.Address($"api/models/{repository.Id}/revision/{Uri.EscapeDataString(revision)}");
        (JsonDocument answer, _) = await ReadAsync(address, cancellationToken).ConfigureAwait(false);
        using (answer)
        {
            return JsonFile.Find(answer.RootElement, "sha") is { ValueKind: JsonValueKind.String } sha && HubRepository.IsCommit(sha.GetString()!)
                ? sha.GetString()!
                : throw new HubException(HubReason.BadResponse, repository.Id, $"{address} states no commit in \"sha\". Check HF_ENDPOINT.");
        }
    }

    /// <summary>Every file of a commit, page by page.</summary>
    public async Task<IReadOnlyList<HubFile>> ListAsync(string commit, CancellationToken cancellationToken)
    {
        List<HubFile> files = [];
        HashSet<Uri> seen = [];
        Uri? page = http.Address($"api/models/{repository.Id}/tree/{commit}?recursive=true");
        while (page is not null)
        {
            (JsonDocument answer, Uri? next) = await ReadAsync(page, cancellationToken).ConfigureAwait(false);
            using (answer)
            {
                files.AddRange(HubTree.ReadPage(repository, answer.RootElement));
            }

            if (!seen.Add(page) || files.Count > MaxFiles)
            {
                throw new HubException(HubReason.BadResponse, repository.Id, $"the list of files does not end; {files.Count} were listed.");
            }

            page = next;
        }

        return files.DistinctBy(file => file.Path).Count() == files.Count
            ? files
            : throw new HubException(HubReason.BadResponse, repository.Id, "the list of files names a file twice. Check HF_ENDPOINT.");
    }

    /// <summary>Asks for a file from an offset on; the answer is 200 (all of it), 206 (the rest) or 416 (there is no rest).</summary>
    public Task<HttpResponseMessage> OpenAsync(string commit, HubFile file, long offset, CancellationToken cancellationToken)
    {
        string path = string.Join('/', file.Path.Split('/').Select(Uri.EscapeDataString));
        Uri address = http.Address($"{repository.Id}/resolve/{commit}/{path}");
        return http.GetAsync(repository, address, AskForRest, HttpStatusCode.RequestedRangeNotSatisfiable, cancellationToken);

        void AskForRest(HttpRequestMessage request)
        {
            if (offset > 0)
            {
                request.Headers.Range = new RangeHeaderValue(offset, null);
            }
        }
    }

    private Uri? NextPage(Uri page, HttpResponseMessage response)
    {
        foreach (string link in response.Headers.TryGetValues("Link", out IEnumerable<string>? links) ? links.SelectMany(l => l.Split(',')) : [])
        {
            int from = link.IndexOf('<', StringComparison.Ordinal), to = link.IndexOf('>', StringComparison.Ordinal);
            if (from >= 0 && to > from && link[to..].Contains("rel=\"next\"", StringComparison.Ordinal))
            {
                return Uri.TryCreate(page, link[(from + 1)..to], out Uri? next) && HubHttp.IsAsSafe(page, next)
                    ? next
                    : throw new HubException(HubReason.BadResponse, repository.Id, $"{page} goes on at '{link[(from + 1)..to]}', which is no address or less secure. Check HF_ENDPOINT.");
            }
        }

        return null;
    }

    private async Task<(JsonDocument Answer, Uri? NextPage)> ReadAsync(Uri address, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            using HttpResponseMessage response = await http.GetAsync(repository, address, null, null, cancellationToken).ConfigureAwait(false);
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(http.BodyTimeout);
            try
            {
                await response.Content.LoadIntoBufferAsync(MaxAnswerBytes, limit.Token).ConfigureAwait(false);
                return (JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)), NextPage(address, response));
            }
            catch (JsonException e)
            {
                throw new HubException(HubReason.BadResponse, repository.Id, $"{address} did not answer in JSON: {e.Message} Check HF_ENDPOINT.", e);
            }
            catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                if (attempt == HubHttp.Attempts)
                {
                    throw HubHttp.Unreachable(repository, address, e);
                }
            }

            await Task.Delay(HubHttp.Pause(attempt), cancellationToken).ConfigureAwait(false);
        }
    }
}
