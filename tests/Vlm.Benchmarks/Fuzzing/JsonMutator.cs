using System.Text;

namespace Vlm.Benchmarks.Fuzzing;

/// <summary>
/// Damages JSON files so that they stay JSON: values become others, of a dictionary, from anywhere in any seed file, or from a member
/// of the same name; members are renamed, removed and doubled. A part of the files is damaged as bytes too.
/// </summary>
/// <param name="seeds">Whole files.</param>
/// <param name="donors">Files that only give values.</param>
/// <param name="values">Values to put in, as JSON.</param>
/// <param name="names">Names to put in, as JSON.</param>
/// <param name="damagesBytes">Whether every eighth file loses its form.</param>
internal sealed class JsonMutator(IReadOnlyList<byte[]> seeds, IReadOnlyList<byte[]> donors, IReadOnlyList<byte[]> values, IReadOnlyList<byte[]> names, bool damagesBytes)
{
    private readonly IReadOnlyList<JsonPlace>[] _places = [.. seeds.Select(JsonPlaces.Find)];
    private readonly Dictionary<string, List<byte[]>> _byName = ByName([.. seeds, .. donors]);

    /// <summary>The file of an index.</summary>
    public byte[] Make(ulong seed, long index)
    {
        SplitMix random = new(seed, (ulong)index);
        int chosen = random.Below(seeds.Count);
        byte[] file = seeds[chosen];
        IReadOnlyList<JsonPlace> places = _places[chosen];
        List<(int From, int To, byte[] By)> edits = [];
        int changes = 1 + random.Below(random.Below(4) == 0 ? 12 : 2);
        for (int i = 0; i < changes; i++)
        {
            // The last place is the whole file, which is left alone.
            edits.Add(Edit(file, places[random.Below(Math.Max(1, places.Count - 1))], ref random));
        }

        byte[] made = Apply(file, edits);
        if (damagesBytes && random.Below(8) == 0 && made.Length > 0)
        {
            int at = random.Below(made.Length);
            made[at] ^= (byte)(1 << random.Below(8));
            made = random.Below(4) == 0 ? made[..at] : made;
        }

        return made;
    }

    private (int From, int To, byte[] By) Edit(byte[] file, JsonPlace place, ref SplitMix random)
    {
        switch (random.Below(10))
        {
            case 0 or 1 or 2:
                return (place.Value, place.End, values[random.Below(values.Count)]);
            case 3 or 4 when place.IsMember && _byName.TryGetValue(Name(file, place), out List<byte[]>? named):
                return (place.Value, place.End, named[random.Below(named.Count)]);
            case 3 or 4 or 5:
                return (place.Value, place.End, Another(ref random, out _));
            case 6 when place.IsMember:
                return (place.Start, place.NameEnd, names[random.Below(names.Count)]);
            case 7:
                byte[] value = Another(ref random, out byte[] name);
                return (place.End, place.End, [(byte)',', .. place.IsMember ? [.. name, (byte)':'] : Array.Empty<byte>(), .. value]);
            case 8:
                return WithComma(file, place);
            default:
                return (place.End, place.End, [(byte)',', .. file[place.Start..place.End]]);
        }
    }

    private static Dictionary<string, List<byte[]>> ByName(IReadOnlyList<byte[]> files)
    {
        Dictionary<string, List<byte[]>> found = [];
        foreach (byte[] file in files)
        {
            foreach (JsonPlace place in JsonPlaces.Find(file).Where(place => place.IsMember))
            {
                string name = Name(file, place);
                (found.TryGetValue(name, out List<byte[]>? values) ? values : found[name] = []).Add(file[place.Value..place.End]);
            }
        }

        return found;
    }

    private static string Name(byte[] file, JsonPlace place) => Encoding.UTF8.GetString(file, place.Start, place.NameEnd - place.Start);

    /// <summary>A value from anywhere, and a name for it.</summary>
    private byte[] Another(ref SplitMix random, out byte[] name)
    {
        int from = random.Below(seeds.Count);
        JsonPlace place = _places[from][random.Below(_places[from].Count)];
        name = place.IsMember ? seeds[from][place.Start..place.NameEnd] : names[random.Below(names.Count)];
        return seeds[from][place.Value..place.End];
    }

    /// <summary>Removes a value with the comma after or before it.</summary>
    private static (int From, int To, byte[] By) WithComma(byte[] file, JsonPlace place)
    {
        int to = place.End, from = place.Start;
        while (to < file.Length && file[to] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            to++;
        }

        if (to < file.Length && file[to] == ',')
        {
            return (from, to + 1, []);
        }

        while (from > 0 && file[from - 1] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            from--;
        }

        return (from > 0 && file[from - 1] == ',' ? from - 1 : place.Start, place.End, []);
    }

    private static byte[] Apply(byte[] file, List<(int From, int To, byte[] By)> edits)
    {
        using MemoryStream made = new(file.Length + 256);
        int done = 0;
        foreach ((int from, int to, byte[] by) in edits.OrderBy(edit => edit.From).ThenBy(edit => edit.To))
        {
            if (from < done)
            {
                continue; // it lies in what another one took away
            }

            made.Write(file, done, from - done);
            made.Write(by);
            done = to;
        }

        made.Write(file, done, file.Length - done);
        return made.ToArray();
    }
}
