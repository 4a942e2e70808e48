using System.Buffers.Binary;

namespace Vlm.Benchmarks.Fuzzing;

/// <summary>
/// Damages seed files: flipped bits, written bytes and numbers, words of a dictionary, removed, doubled and spliced parts,
/// cut ends. What comes out depends on seed and index alone, so that any file can be made again without those before it.
/// </summary>
internal sealed class Mutator(IReadOnlyList<byte[]> seeds, IReadOnlyList<byte[]> dictionary, int signature, int maxLength)
{
    private static readonly uint[] Edges = [0, 1, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF0, 0xFFFFFFFF];

    /// <summary>The file of an index.</summary>
    public byte[] Make(ulong seed, long index)
    {
        SplitMix random = new(seed, (ulong)index);
        List<byte> file = [.. seeds[random.Below(seeds.Count)]];
        int changes = 1 + random.Below(random.Below(4) == 0 ? 24 : 4);
        for (int i = 0; i < changes && file.Count > 0; i++)
        {
            Change(file, ref random);
        }

        return file.Count > maxLength ? [.. file[..maxLength]] : [.. file];
    }

    private void Change(List<byte> file, ref SplitMix random)
    {
        // Headers are short and decide much: every other change falls into the first bytes, but few into the signature, behind
        // whose damage nothing else is looked at.
        int at = random.Below(random.Below(2) == 0 ? Math.Min(file.Count, 64) : file.Count);
        at = at < signature && random.Below(16) != 0 ? Math.Min(at + signature, file.Count - 1) : at;
        int length = Math.Min(1 + random.Below(random.Below(4) == 0 ? 256 : 16), file.Count - at);
        switch (random.Below(10))
        {
            case 0 or 1:
                file[at] ^= (byte)(1 << random.Below(8));
                break;
            case 2:
                file[at] = (byte)random.Below(256);
                break;
            case 3:
                Overwrite(file, at, Number(ref random));
                break;
            case 4:
                Overwrite(file, at, dictionary[random.Below(dictionary.Count)]);
                break;
            case 5:
                file.InsertRange(at, dictionary[random.Below(dictionary.Count)]);
                break;
            case 6:
                file.RemoveRange(at, length);
                break;
            case 7:
                file.InsertRange(at, file[at..(at + length)]);
                break;
            case 8:
                byte[] other = seeds[random.Below(seeds.Count)];
                int from = random.Below(other.Length);
                Overwrite(file, at, other.AsSpan(from, Math.Min(length * 4, other.Length - from)));
                break;
            default:
                if (random.Below(3) == 0)
                {
                    file.RemoveRange(at, file.Count - at);
                }

                break;
        }
    }

    private static byte[] Number(ref SplitMix random)
    {
        uint value = random.Below(2) == 0 ? Edges[random.Below(Edges.Length)] : (uint)random.Below(70_000);
        byte[] bytes = new byte[random.Below(2) == 0 ? 2 : 4];
        Span<byte> wide = stackalloc byte[4];
        if (random.Below(2) == 0)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(wide, value);
            wide[..bytes.Length].CopyTo(bytes);
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(wide, value);
            wide[^bytes.Length..].CopyTo(bytes);
        }

        return bytes;
    }

    private static void Overwrite(List<byte> file, int at, ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < bytes.Length && at + i < file.Count; i++)
        {
            file[at + i] = bytes[i];
        }
    }
}
