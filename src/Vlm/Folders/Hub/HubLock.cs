namespace Vlm.Folders;

/// <summary>One writer a blob, across processes: the same advisory lock on the same file as huggingface_hub takes.</summary>
internal static class HubLock
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until nobody else holds the lock; disposing releases it, and so does the end of the process.</summary>
    public static async Task<FileStream> TakeAsync(HubStore store, HubFile file, CancellationToken cancellationToken)
    {
        string path = store.Lock(file);
        store.Guard(path, () => Directory.CreateDirectory(store.LockFolder));
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (IsTaken(e))
            {
                await Task.Delay(Poll, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw store.StorageError(path, e);
            }
        }
    }

    // EWOULDBLOCK on Linux and macOS, a sharing violation on Windows.
    private static bool IsTaken(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);
}
