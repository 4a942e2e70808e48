using System.Runtime.InteropServices;

namespace Vlm.Generation;

/// <summary>
/// Reads a grammar byte by byte: a state is the set of all places where the text may stand, each with what follows it, so that rules within
/// rules are kept apart to any depth. States are found as they are needed and numbered; not thread-safe.
/// </summary>
internal sealed class GrammarAutomaton
{
    /// <summary>The state of a text that no longer keeps to the grammar.</summary>
    public const int Dead = -1;

    private const int Unknown = -2, Nothing = 0;

    private readonly List<Place> _places = [default];
    private readonly Dictionary<Place, int> _numberOfPlace = [];
    private readonly List<State> _states = [];
    private readonly Dictionary<string, int> _numberOfState = new(StringComparer.Ordinal);
    private readonly HashSet<int> _seen = [];
    private readonly List<int> _found = [];

    public GrammarAutomaton(GrammarRule grammar)
    {
        Expand(Number(new Place(grammar, 0, Nothing)));
        Start = Intern();
    }

    /// <summary>The state of the empty text.</summary>
    public int Start { get; }

    /// <summary>Whether a text in this state is whole.</summary>
    public bool IsWhole(int state) => _states[state].Whole;

    /// <summary>The state with a byte more.</summary>
    public int Next(int state, byte value)
    {
        int[] next = _states[state].Next;
        if (next[value] == Unknown)
        {
            next[value] = Find(_states[state], value);
        }

        return next[value];
    }

    private int Find(State state, byte value)
    {
        _seen.Clear();
        _found.Clear();
        foreach (int number in state.Places)
        {
            Place place = _places[number];
            if (place.Rule is ByteRule one)
            {
                if (one.Set.Contains(value))
                {
                    Expand(place.Behind);
                }
            }
            else if (place.Rule is LiteralRule literal && literal.Bytes[place.At] == value)
            {
                Expand(place.At + 1 == literal.Bytes.Length ? place.Behind : Number(place with { At = place.At + 1 }));
            }
        }

        return _found.Count == 0 ? Dead : Intern();
    }

    /// <summary>Finds the places from which a byte can be read, or the end of the text.</summary>
    private void Expand(int number)
    {
        if (!_seen.Add(number))
        {
            return;
        }

        Place place = _places[number];
        switch (place.Rule)
        {
            case SequenceRule sequence when place.At == sequence.Parts.Length:
                Expand(place.Behind);
                break;
            case SequenceRule sequence:
                int rest = place.At + 1 == sequence.Parts.Length ? place.Behind : Number(place with { At = place.At + 1 });
                Expand(Number(new Place(sequence.Parts[place.At], 0, rest)));
                break;
            case ChoiceRule choice:
                foreach (GrammarRule option in choice.Options)
                {
                    Expand(Number(new Place(option, 0, place.Behind)));
                }

                break;
            case RepeatRule repeat:
                ExpandRepeat(repeat, place);
                break;
            case ReferenceRule reference:
                Expand(Number(new Place(reference.Target!, 0, place.Behind)));
                break;
            default:
                _found.Add(number);
                break;
        }
    }

    private void ExpandRepeat(RepeatRule repeat, Place place)
    {
        if (place.At >= repeat.Least)
        {
            Expand(place.Behind);
        }

        if (repeat.Most is null || place.At < repeat.Most)
        {
            // Without a greatest number, what lies beyond the least need not be counted: the states stay few.
            int count = repeat.Most is null ? Math.Min(place.At + 1, repeat.Least) : place.At + 1;
            Expand(Number(new Place(repeat.Part, 0, Number(place with { At = count }))));
        }
    }

    private int Number(Place place)
    {
        if (!_numberOfPlace.TryGetValue(place, out int number))
        {
            number = _places.Count;
            _places.Add(place);
            _numberOfPlace.Add(place, number);
        }

        return number;
    }

    private int Intern()
    {
        _found.Sort();
        string key = new(MemoryMarshal.Cast<int, char>(CollectionsMarshal.AsSpan(_found)));
        if (!_numberOfState.TryGetValue(key, out int number))
        {
            number = _states.Count;
            int[] next = new int[256];
            Array.Fill(next, Unknown);
            _states.Add(new State([.. _found], _found[0] == Nothing, next));
            _numberOfState.Add(key, number);
        }

        return number;
    }

    /// <summary>A place in a rule, and the number of the place behind the rule; number 0 is the end of the text.</summary>
    private readonly record struct Place(GrammarRule? Rule, int At, int Behind);

    private sealed record State(int[] Places, bool Whole, int[] Next);
}
