using System.Numerics;

namespace Vlm.Generation;

/// <summary>
/// Keeps a text to a grammar: forbids the tokens that would leave it, and the end before the text is whole. One call's, one thread's; which
/// tokens a state allows is found once and kept.
/// </summary>
internal sealed class GrammarConstraint
{
    // A mask of a large vocabulary takes 20 kB.
    private const int MaxMasks = 512;

    private readonly TokenVocabulary _vocabulary;
    private readonly GrammarAutomaton _automaton;
    private readonly int[] _endIds;
    private readonly int[] _path;
    private readonly Dictionary<int, ulong[]> _masks = [];

    /// <param name="grammar">What texts keep to.</param>
    /// <param name="vocabulary">What tokens add to a text.</param>
    /// <param name="endIds">The ids that end a text.</param>
    public GrammarConstraint(GrammarRule grammar, TokenVocabulary vocabulary, ReadOnlySpan<int> endIds)
    {
        _vocabulary = vocabulary;
        _automaton = new GrammarAutomaton(grammar);
        _endIds = endIds.ToArray();
        _path = new int[vocabulary.LongestToken + 1];
    }

    /// <summary>The state of the empty text.</summary>
    public int Start => _automaton.Start;

    /// <summary>The state with a token more that was allowed.</summary>
    public int Next(int state, int token)
    {
        int place = _vocabulary.PlaceOf(token);
        if (place < 0)
        {
            return state;
        }

        foreach (byte value in _vocabulary.Bytes(place))
        {
            state = _automaton.Next(state, value);
            if (state == GrammarAutomaton.Dead)
            {
                throw new InvalidOperationException($"Token {token} leaves the grammar although it was allowed.");
            }
        }

        return state;
    }

    /// <summary>Forbids what may not follow.</summary>
    public void Mask(int state, Span<float> scores)
    {
        ulong[] mask = MaskOf(state);
        for (int word = 0; word < mask.Length; word++)
        {
            Span<float> block = scores[(word * 64)..Math.Min(scores.Length, (word + 1) * 64)];
            if (mask[word] == 0)
            {
                block.Fill(float.NegativeInfinity);
                continue;
            }

            for (ulong forbidden = ~mask[word]; forbidden != 0; forbidden &= forbidden - 1)
            {
                int bit = BitOperations.TrailingZeroCount(forbidden);
                if (bit >= block.Length)
                {
                    break;
                }

                block[bit] = float.NegativeInfinity;
            }
        }
    }

    private ulong[] MaskOf(int state)
    {
        if (!_masks.TryGetValue(state, out ulong[]? mask))
        {
            if (_masks.Count == MaxMasks)
            {
                _masks.Clear();
            }

            _masks.Add(state, mask = Find(state));
        }

        return mask;
    }

    private ulong[] Find(int state)
    {
        ulong[] mask = new ulong[(_vocabulary.Size + 63) / 64];
        ReadOnlySpan<int> shared = _vocabulary.Shared;
        _path[0] = state;

        // path[d] is the state behind the first d bytes; the walk goes on from the last byte that is shared with the token before.
        int depth = 0;
        for (int i = 0; i < _vocabulary.Ids.Length; i++)
        {
            if (shared[i] > depth)
            {
                // The token before died on a byte that this one shares.
                continue;
            }

            ReadOnlySpan<byte> bytes = _vocabulary.Bytes(i);
            depth = shared[i];
            while (depth < bytes.Length)
            {
                int next = _automaton.Next(_path[depth], bytes[depth]);
                if (next == GrammarAutomaton.Dead)
                {
                    break;
                }

                _path[++depth] = next;
            }

            if (depth == bytes.Length && !_endIds.Contains(_vocabulary.Ids[i]))
            {
                Set(mask, _vocabulary.Ids[i]);
            }
        }

        foreach (int id in _automaton.IsWhole(state) ? _endIds : [])
        {
            Set(mask, id);
        }

        return mask;
    }

    private static void Set(ulong[] mask, int id) => mask[id >> 6] |= 1UL << (id & 63);
}
