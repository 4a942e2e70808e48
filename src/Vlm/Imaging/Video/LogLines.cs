using System.Buffers;

namespace Vlm.Imaging.Video;

/// <summary>Cuts a stream of bytes into lines. Of a line that is too long only the beginning is handed on: what a file carries may be printed whole.</summary>
internal static class LogLines
{
    private const int MaxLine = 2048;
    private const int ChunkLength = 8192;

    public delegate void LineReader(ReadOnlySpan<byte> line);

    /// <summary>Reads to the end of the stream.</summary>
    public static async Task ReadAsync(Stream stream, LineReader read)
    {
        byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkLength);
        byte[] line = ArrayPool<byte>.Shared.Rent(MaxLine);
        int length = 0;
        try
        {
            for (int count = await stream.ReadAsync(chunk).ConfigureAwait(false); count > 0; count = await stream.ReadAsync(chunk).ConfigureAwait(false))
            {
                length = Cut(chunk.AsSpan(0, count), line.AsSpan(0, MaxLine), length, read);
            }

            read(line.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
            ArrayPool<byte>.Shared.Return(line);
        }
    }

    private static int Cut(ReadOnlySpan<byte> bytes, Span<byte> line, int length, LineReader read)
    {
        while (true)
        {
            int end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
            ReadOnlySpan<byte> part = end < 0 ? bytes : bytes[..end];
            int kept = Math.Min(part.Length, line.Length - length);
            part[..kept].CopyTo(line[length..]);
            length += kept;
            if (end < 0)
            {
                return length;
            }

            if (length > 0)
            {
                read(line[..length]);
            }

            length = 0;
            bytes = bytes[(end + 1)..];
        }
    }
}
