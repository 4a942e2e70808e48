using System.Buffers;
using System.Runtime.InteropServices;

namespace Vlm;

/// <summary>The encoded bytes of one picture, read within a limit, in rented or borrowed memory.</summary>
internal sealed class EncodedBytes : IMemoryOwner<byte>
{
    private byte[]? _rented;

    private EncodedBytes(Memory<byte> memory, byte[]? rented)
    {
        Memory = memory;
        _rented = rented;
    }

    public Memory<byte> Memory { get; private set; }

    /// <summary>The length of a file without opening it: to open a pipe would wait for its other end, and a device has no end.</summary>
    public static long LengthOf(string path) => Reading(path, static path =>
    {
        // Pipes and devices say that they have no bytes, as an empty file does; none of them can be a picture.
        long length = new FileInfo(path) is { Exists: true } file ? Target(file).Length : throw Missing(path, null);
        return length > 0 ? length : throw new ImageDecodeException(
            ImageDecodeReason.NotAnImage, path, "it has 0 bytes: an empty file, or a pipe or device, which are not opened by name. Pass a stream to read a picture from a pipe.");
    });

    public static EncodedBytes ReadFile(string path, long maxBytes)
    {
        Check(path, LengthOf(path), maxBytes);
        return Reading(path, path => ReadRegular(path, maxBytes));
    }

    private static EncodedBytes ReadRegular(string path, long maxBytes)
    {
        using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        long length = RandomAccess.GetLength(file);
        Check(path, length, maxBytes);
        byte[] rented = ArrayPool<byte>.Shared.Rent((int)length);
        int done = 0;
        while (done < length)
        {
            int read = RandomAccess.Read(file, rented.AsSpan(done, (int)length - done), done);
            if (read == 0)
            {
                break;
            }

            done += read;
        }

        return new EncodedBytes(rented.AsMemory(0, done), rented);
    }

    private static FileInfo Target(FileInfo file) =>
        file.Attributes.HasFlag(FileAttributes.ReparsePoint) && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target : file;

    private static T Reading<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Missing(path, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ImageDecodeException(ImageDecodeReason.Unreadable, path, $"it cannot be read: {e.Message}", e);
        }
    }

    private static ImageDecodeException Missing(string path, Exception? cause) => Directory.Exists(path)
        ? new(ImageDecodeReason.Unreadable, path, "it is a folder, not a picture file. Pass the files in it.", cause)
        : new(ImageDecodeReason.NotFound, path, "there is no such file. Check the path; relative paths start at the current directory.", cause);

    public static byte[] ReadStream(Stream stream, string name, long maxBytes)
    {
        using MemoryStream copy = new();
        byte[] chunk = ArrayPool<byte>.Shared.Rent(81920);
        try
        {
            for (int read = stream.Read(chunk); read > 0; read = stream.Read(chunk))
            {
                Check(name, copy.Length + read, maxBytes);
                copy.Write(chunk, 0, read);
            }
        }
        catch (Exception e) when (e is IOException or NotSupportedException or ObjectDisposedException)
        {
            throw new ImageDecodeException(ImageDecodeReason.Unreadable, name, $"the stream cannot be read: {e.Message}", e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        return copy.ToArray();
    }

    /// <summary>Bytes that stay the caller's, so that disposing changes nothing and one object serves any number of readers.</summary>
    public static EncodedBytes Borrow(ReadOnlyMemory<byte> bytes) => new(MemoryMarshal.AsMemory(bytes), null);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _rented, null) is { } rented)
        {
            Memory = default;
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Refuses what is empty or longer than allowed.</summary>
    public static void Check(string name, long length, long maxBytes)
    {
        if (length == 0)
        {
            throw new ImageDecodeException(ImageDecodeReason.NotAnImage, name, "it is empty (0 bytes).");
        }

        if (length > Math.Min(maxBytes, Array.MaxLength))
        {
            throw new ImageDecodeException(
                ImageDecodeReason.TooLarge, name, $"{length} encoded bytes are more than the limit of {maxBytes} (ImageLimits.MaxEncodedBytes).");
        }
    }
}
