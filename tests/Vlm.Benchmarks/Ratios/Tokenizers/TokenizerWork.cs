using System.Diagnostics;
using Vlm.Benchmarks.Measuring;

namespace Vlm.Benchmarks.Ratios;

/// <summary>The pieces of work that the tokenizers' measurements time.</summary>
internal static class TokenizerWork
{
    private const int Rounds = 300;
    private static readonly TimeSpan Warmup = TimeSpan.FromMilliseconds(400);
    private const int Room = 1 << 14;
    private static readonly TokenizerOptions Whole = new() { Truncate = false, PadToMaxLength = false };

    [ThreadStatic]
    private static int[]? _idsOfThread;
    [ThreadStatic]
    private static Buffers? _buffersOfThread;

    /// <summary>The number of ids, special ones included.</summary>
    public static int Count(ITokenizer tokenizer, string[] texts) => texts.Sum(text => tokenizer.TryEncode(text, default(TokenSpans<int>), out TokenRow row, Whole) ? 0 : row.Length);

    /// <summary>Ids alone, into memory that is there already.</summary>
    public static void Fill(ITokenizer tokenizer, string[] texts)
    {
        int[] ids = _idsOfThread ??= new int[Room];
        foreach (string text in texts)
        {
            Require(tokenizer.TryEncode(text, new TokenSpans<int>(ids), out _, Whole));
        }
    }

    /// <summary>Everything that an encoder reads, as the 64-bit numbers that it reads, and the offsets.</summary>
    public static void FillAll(ITokenizer tokenizer, string[] texts)
    {
        Buffers room = _buffersOfThread ??= new Buffers();
        foreach (string text in texts)
        {
            Require(tokenizer.TryEncode(text, new TokenSpans<long>(room.Ids, room.Mask, room.Types, room.Offsets), out _, Whole));
        }
    }

    /// <summary>Tensors for each text.</summary>
    public static void Encode(ITokenizer tokenizer, string[] texts)
    {
        foreach (string text in texts)
        {
            tokenizer.Encode([text], Whole).Dispose();
        }
    }

    public static void Peer(Microsoft.ML.Tokenizers.Tokenizer peer, string[] texts)
    {
        foreach (string text in texts)
        {
            peer.EncodeToIds(text);
        }
    }

    /// <summary>Runs the work until the compiler has done its best with it.</summary>
    public static void WarmUp(Action work)
    {
        for (long began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < Warmup;)
        {
            work();
        }
    }

    /// <summary>Million tokens a second.</summary>
    public static Figure Speed(string name, Bar? bar, int tokens, Action work)
    {
        WarmUp(work);
        double[] speeds = new double[Rounds];
        for (int i = 0; i < Rounds; i++)
        {
            long began = Stopwatch.GetTimestamp();
            work();
            speeds[i] = tokens / Stopwatch.GetElapsedTime(began).TotalSeconds / 1e6;
        }

        return new Figure(name, Interval.OfMedian(speeds), "million tokens/s", bar, $"{Rounds} rounds of {tokens} tokens");
    }

    private static void Require(bool written)
    {
        if (!written)
        {
            throw new InvalidOperationException($"A text has more than {Room} tokens.");
        }
    }

    private sealed class Buffers
    {
        public long[] Ids { get; } = new long[Room];

        public long[] Mask { get; } = new long[Room];

        public long[] Types { get; } = new long[Room];

        public TokenOffset[] Offsets { get; } = new TokenOffset[Room];
    }
}
