namespace Vlm.Imaging.Jpeg;

/// <summary>The coded data of a scan, one restart interval at a time, without the zeros that are stuffed behind 0xFF.</summary>
internal static class EntropySegment
{
    /// <summary>Zeros behind the data: more than one block can take, so that a block needs to be checked only once.</summary>
    public const int Padding = 512;

    /// <summary>Copies the data up to the next marker, and the padding.</summary>
    /// <param name="file">The file.</param>
    /// <param name="at">Where they begin; then where the marker does.</param>
    /// <param name="target">At least as long as what is left of the file and the padding.</param>
    /// <returns>The number of bytes, without the padding.</returns>
    public static int Copy(ReadOnlySpan<byte> file, ref int at, Span<byte> target)
    {
        int done = 0;
        while (true)
        {
            ReadOnlySpan<byte> rest = file[at..];
            int plain = rest.IndexOf((byte)0xFF);
            plain = plain < 0 ? rest.Length : plain;
            rest[..plain].CopyTo(target[done..]);
            done += plain;
            at += plain;

            // Of several 0xFF the last one counts.
            int next = at;
            while (next < file.Length && file[next] == 0xFF)
            {
                next++;
            }

            if (next >= file.Length || file[next] != 0)
            {
                at = Math.Max(at, next - 1);
                target.Slice(done, Padding).Clear();
                return done;
            }

            target[done++] = 0xFF;
            at = next + 1;
        }
    }

    /// <summary>Passes the restart marker of a number (0 to 7); false where there is another marker or none.</summary>
    public static bool TryPassRestart(ReadOnlySpan<byte> file, ref int at, int number)
    {
        bool found = at + 1 < file.Length && file[at] == 0xFF && file[at + 1] == 0xD0 + number;
        at += found ? 2 : 0;
        return found;
    }
}
