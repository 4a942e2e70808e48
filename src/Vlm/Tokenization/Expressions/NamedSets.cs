using System.Collections.Concurrent;

namespace Vlm.Tokenization;

/// <summary>The classes that regular expressions name, such as \p{L} or [:alpha:], by Unicode 16 as the reference's.</summary>
internal static class NamedSets
{
    private const int CategoryMask = 31, Alphabetic = 32, Lowercase = 64, Uppercase = 128, WordFlag = 256;
    private static readonly string[] Categories = "Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Zs Zl Zp Cc Cf Cs Co Cn".Split(' ');
    private static readonly PagedTable Table = PagedTable.Parse(EmbeddedTable.Read("expression_classes.bin"));
    private static readonly ConcurrentDictionary<string, CodePointSet> Made = new(StringComparer.Ordinal);

    private static readonly Dictionary<string, string> LongNames = """
        letter=l casedletter=lc uppercaseletter=lu lowercaseletter=ll titlecaseletter=lt modifierletter=lm otherletter=lo mark=m
        combiningmark=m nonspacingmark=mn spacingmark=mc enclosingmark=me number=n decimalnumber=nd letternumber=nl
        othernumber=no punctuation=p connectorpunctuation=pc dashpunctuation=pd openpunctuation=ps closepunctuation=pe
        initialpunctuation=pi finalpunctuation=pf otherpunctuation=po symbol=s mathsymbol=sm currencysymbol=sc modifiersymbol=sk
        othersymbol=so separator=z spaceseparator=zs lineseparator=zl paragraphseparator=zp other=c control=cc format=cf
        surrogate=cs privateuse=co unassigned=cn alphabetic=alpha lowercase=lower uppercase=upper whitespace=space
        """.Split((char[])[' ', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    public static CodePointSet Digit => Find("nd")!;

    public static CodePointSet Space => Find("space")!;

    public static CodePointSet Word => Find("word")!;

    public static CodePointSet HexDigit => Find("xdigit")!;

    /// <summary>A class by its name, in any case, with or without spaces, underscores and hyphens; null where there is none.</summary>
    public static CodePointSet? Find(string name)
    {
        string key = string.Concat(name.Where(c => c is not (' ' or '_' or '-'))).ToLowerInvariant();
        key = LongNames.GetValueOrDefault(key, key);
        if (Made.TryGetValue(key, out CodePointSet? known))
        {
            return known;
        }

        CodePointSet? made = Make(key);
        return made is null ? null : Made.GetOrAdd(key, made);
    }

    private static CodePointSet? Make(string key) => key switch
    {
        "any" => CodePointSet.All,
        "ascii" => CodePointSet.Range(0, 0x7F),
        "xdigit" => CodePointSet.Range('0', '9').Union(CodePointSet.Range('A', 'F')).Union(CodePointSet.Range('a', 'f')),
        "blank" => Find("zs")!.Union(CodePointSet.Of('\t')),
        "cntrl" => Find("cc")!,
        "digit" => Find("nd")!,
        "space" => CodePointSet.Where(c => CharacterTable.Is(c, CharacterClasses.WhiteSpace)),
        "punct" => Find("p")!.Union(Find("s")!),
        "graph" => Find("space")!.Union(Find("cc")!).Union(Find("cs")!).Union(Find("cn")!).Negate(),
        "print" => Find("graph")!.Union(Find("zs")!),
        "alpha" => Flagged(Alphabetic),
        "lower" => Flagged(Lowercase),
        "upper" => Flagged(Uppercase),
        "alnum" => Flagged(Alphabetic).Union(Find("nd")!),
        "word" => Flagged(WordFlag),
        "assigned" => Find("cn")!.Negate(),
        "lc" => Find("lu")!.Union(Find("ll")!).Union(Find("lt")!),
        _ => Category(key) ?? Script(key),
    };

    private static CodePointSet Flagged(int flag) => CodePointSet.Where(c => (Table[c] & flag) != 0);

    private static CodePointSet? Category(string key)
    {
        bool[] wanted = [.. Categories.Select(c => key.Length is 1 or 2 && c.StartsWith(key, StringComparison.OrdinalIgnoreCase))];
        return wanted.Contains(true) ? CodePointSet.Where(c => wanted[Table[c] & CategoryMask]) : null;
    }

    private static CodePointSet? Script(string key)
    {
        int script = ScriptTable.Find(key);
        return script >= 0 ? CodePointSet.Where(c => ScriptTable.Of(c) == script) : null;
    }
}
