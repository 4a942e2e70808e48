using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vlm.Tokenization;

/// <summary>
/// The tokens of short words that were met before. It takes words until their places are full and then stays as it is,
/// so that what it holds is bounded and never allocates once its table is there. Thread-safe: entries are written once,
/// their hash last, and read without a lock. A word that is not in it is tokenized; the outcome is the same.
/// </summary>
internal sealed class WordCache
{
    private const int Bits = 14;
    private const int MostProbes = 8;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;
    private readonly Lock _writing = new();
    private WordEntry[]? _entries;

    /// <summary>Appends the tokens of a word; false, and nothing appended, where the word is not known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAppend(ReadOnlySpan<char> word, TokenSink tokens)
    {
        if (word.Length > WordEntry.MostUnits || _entries is not { } entries)
        {
            return false;
        }

        uint hash = Hash(word);
        for (int probe = 0, at = SlotOf(hash); probe < MostProbes; probe++, at = (at + 1) & (entries.Length - 1))
        {
            ref WordEntry entry = ref entries[at];
            uint found = Volatile.Read(ref entry.Hash);
            if (found == hash && entry.Holds(word))
            {
                tokens.Add(entry);
                return true;
            }

            if (found == 0)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Keeps the tokens of a word if there is room for it and no other thread is writing.</summary>
    public void Offer(ReadOnlySpan<char> word, ReadOnlySpan<WordToken> tokens)
    {
        if (word.Length > WordEntry.MostUnits || tokens.Length > WordEntry.MostTokens || !_writing.TryEnter())
        {
            return;
        }

        try
        {
            _entries ??= new WordEntry[1 << Bits];
            uint hash = Hash(word);
            for (int probe = 0, at = SlotOf(hash); probe < MostProbes; probe++, at = (at + 1) & (_entries.Length - 1))
            {
                ref WordEntry entry = ref _entries[at];
                if (entry.Hash == 0)
                {
                    entry.Fill(word, tokens);
                    Volatile.Write(ref entry.Hash, hash);
                    return;
                }

                if (entry.Hash == hash && entry.Holds(word))
                {
                    return;
                }
            }
        }
        finally
        {
            _writing.Exit();
        }
    }

    /// <summary>Four code units at a time; never 0.</summary>
    private static uint Hash(ReadOnlySpan<char> word)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(word);
        ulong hash = (ulong)bytes.Length;
        while (bytes.Length >= sizeof(ulong))
        {
            hash = (BitOperations.RotateLeft(hash, 23) ^ MemoryMarshal.Read<ulong>(bytes)) * Multiplier;
            bytes = bytes[sizeof(ulong)..];
        }

        ulong rest = 0;
        for (int i = 0; i < bytes.Length; i += sizeof(char))
        {
            rest = (rest << 16) | MemoryMarshal.Read<char>(bytes[i..]);
        }

        hash = (BitOperations.RotateLeft(hash, 23) ^ rest) * Multiplier;
        return (uint)(hash >> 32) | 1;
    }

    private static int SlotOf(uint hash) => (int)(hash >> (32 - Bits));
}
