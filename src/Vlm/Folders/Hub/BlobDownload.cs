using System.Net;

namespace Vlm.Folders;

/// <summary>
/// Fetches one file into the cache: under its lock, into a partial file that later attempts and processes go on with, compared
/// with its hash, renamed to its blob and only then linked to. At no moment does a name that readers use stand for less than all.
/// </summary>
internal sealed class BlobDownload(HubClient client, HubStore store, HubSettings settings)
{
    private const int BufferBytes = 1 << 17;

    /// <param name="commit">Where the file is taken from.</param>
    /// <param name="file">The file.</param>
    /// <param name="report">Takes the number of bytes that are there, again and again; it may fall.</param>
    /// <param name="cancellationToken">Stops at once; what was fetched is kept.</param>
    public async Task FetchAsync(string commit, HubFile file, Action<long> report, CancellationToken cancellationToken)
    {
        using FileStream taken = await HubLock.TakeAsync(store, file, cancellationToken).ConfigureAwait(false);
        if (!store.Has(commit, file))
        {
            FileInfo blob = new(store.Blob(file));
            if (!blob.Exists || blob.Length != file.Size)
            {
                await FillAsync(commit, file, report, cancellationToken).ConfigureAwait(false);
            }

            store.Publish(commit, file);
        }

        report(file.Size);
    }

    private async Task FillAsync(string commit, HubFile file, Action<long> report, CancellationToken cancellationToken)
    {
        string partial = store.Partial(file);
        try
        {
            Directory.CreateDirectory(store.BlobFolder);
            for (bool again = false; ; again = true)
            {
                string found = await GrowAsync(commit, file, partial, report, cancellationToken).ConfigureAwait(false);
                if (found == file.Etag)
                {
                    break;
                }

                // Once more from the first byte: the damage may be that of an interrupted write.
                File.Delete(partial);
                if (again)
                {
                    throw new HubException(
                        HubReason.Corrupt, client.Repository.Id, $"{file.Path} has the hash {found}; the hub states {file.Etag}. It was fetched twice and thrown away; a proxy may alter what it passes on.");
                }
            }

            File.Move(partial, store.Blob(file), overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw store.StorageError(partial, e);
        }
    }

    /// <summary>Brings the partial file to its full length.</summary>
    /// <returns>The hash of what it holds then.</returns>
    private async Task<string> GrowAsync(string commit, HubFile file, string partial, Action<long> report, CancellationToken cancellationToken)
    {
        using HubHash hash = new(file.Etag, file.Size);
        await using FileStream target = new(partial, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        if (target.Length > file.Size)
        {
            target.SetLength(0);
        }

        await hash.AppendAsync(target, cancellationToken).ConfigureAwait(false);
        long reached = target.Position;
        for (int idle = 1; target.Position < file.Size; idle++)
        {
            report(target.Position);
            HubException? broken = await AppendAsync(commit, file, target, hash, report, cancellationToken).ConfigureAwait(false);
            if (broken is null)
            {
                continue;
            }

            if (target.Position > reached)
            {
                reached = target.Position;
                idle = 0;
            }
            else if (idle >= HubHttp.Attempts)
            {
                throw broken;
            }

            await Task.Delay(HubHttp.Pause(Math.Max(1, idle)), cancellationToken).ConfigureAwait(false);
        }

        target.Flush(flushToDisk: true);
        return hash.Restart();
    }

    /// <summary>One request for what is missing.</summary>
    /// <returns>Why the answer broke off; null where the file is whole.</returns>
    private async Task<HubException?> AppendAsync(
        string commit, HubFile file, FileStream target, HubHash hash, Action<long> report, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await client.OpenAsync(commit, file, target.Position, cancellationToken).ConfigureAwait(false);
        bool isRest = response.StatusCode == HttpStatusCode.PartialContent;
        if (!isRest && target.Position > 0)
        {
            // The hub sends all of it, or knows of no rest: what is there is of another file.
            target.SetLength(0);
            hash.Restart();
        }

        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return new HubException(HubReason.BadResponse, client.Repository.Id, $"asked for {file.Path}, the hub answered that it has no such range of bytes.");
        }

        CheckHead(file, response, target.Position, isRest);
        return await CopyAsync(file, response, target, hash, report, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HubException?> CopyAsync(
        HubFile file, HttpResponseMessage response, FileStream target, HubHash hash, Action<long> report, CancellationToken cancellationToken)
    {
        Uri address = response.RequestMessage!.RequestUri!;
        byte[] buffer = new byte[BufferBytes];
        try
        {
            await using Stream source = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            using CancellationTokenSource silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            while (true)
            {
                silence.CancelAfter(settings.SilenceTimeout);
                int read = await source.ReadAsync(buffer, silence.Token).ConfigureAwait(false);
                if (read == 0)
                {
                    return target.Position == file.Size ? null : Broken(file, address, target.Position, null);
                }

                if (target.Position + read > file.Size)
                {
                    throw WrongLength(file, $"more than {file.Size}");
                }

                await WriteAsync(target, buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                hash.Append(buffer.AsSpan(0, read));
                report(target.Position);
            }
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            return Broken(file, address, target.Position, e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException and not StorageFailure)
        {
            return Broken(file, address, target.Position, e);
        }
    }

    // The same type of exception comes from the network and from the disk; only the first may pass.
    private static async Task WriteAsync(FileStream target, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await target.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new StorageFailure(e);
        }
    }

    private void CheckHead(HubFile file, HttpResponseMessage response, long from, bool isRest)
    {
        if (isRest && (response.Content.Headers.ContentRange is not { } range || range.From != from || (range.Length ?? file.Size) != file.Size))
        {
            throw new HubException(
                HubReason.BadResponse, client.Repository.Id, $"asked for {file.Path} from byte {from} of {file.Size} on, the hub answered with {response.Content.Headers.ContentRange?.ToString() ?? "no range"}. Check HF_ENDPOINT.");
        }

        if (response.Content.Headers.ContentLength is { } length && length != file.Size - from)
        {
            throw WrongLength(file, $"{from + length}");
        }
    }

    private HubException WrongLength(HubFile file, string found) =>
        new(HubReason.Corrupt, client.Repository.Id, $"{file.Path} has {file.Size} bytes by the hub's list, but {found} are sent. Try again; a proxy may alter what it passes on.");

    private HubException Broken(HubFile file, Uri address, long at, Exception? e) =>
        new(HubReason.Network, client.Repository.Id, $"{address.GetLeftPart(UriPartial.Authority)} broke off {file.Path} after {at} of {file.Size} bytes{(e is null ? "" : $": {e.Message}")}. What is there is kept; the next attempt goes on from there.", e);

    private sealed class StorageFailure(IOException cause) : IOException(cause.Message, cause);
}
