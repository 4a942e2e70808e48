namespace Vlm.Tokenization;

/// <summary>Reads what stands between brackets, as Oniguruma does: classes inside it are united, and &amp;&amp; intersects.</summary>
internal sealed class BracketReader(PatternReader pattern, EscapeReader escapes)
{
    private const int Deepest = 50;
    private int _depth;

    /// <summary>The set of a bracket whose opening one has been passed.</summary>
    public CodePointSet Read(bool ignoreCase)
    {
        if (++_depth > Deepest)
        {
            throw pattern.Error($"brackets are nested deeper than {Deepest}");
        }

        bool negated = pattern.TryTake("^");
        CodePointSet? intersected = null;
        CodePointSet set = CodePointSet.Empty;
        bool first = true;
        while (first || !pattern.TryTake("]"))
        {
            if (pattern.TryTake("&&"))
            {
                intersected = intersected?.Intersect(set) ?? set;
                set = CodePointSet.Empty;
            }
            else
            {
                set = set.Union(Item(ignoreCase));
            }

            first = false;
        }

        _depth--;
        set = intersected?.Intersect(set) ?? set;
        set = ignoreCase ? CaseFolding.Close(set) : set;
        return negated ? set.Negate() : set;
    }

    /// <summary>A class, a range or a single code point.</summary>
    private CodePointSet Item(bool ignoreCase)
    {
        if (pattern.TryTake("[:"))
        {
            return Posix();
        }

        if (pattern.TryTake("["))
        {
            return Read(ignoreCase);
        }

        if (Single(out int from) is { } set)
        {
            return set;
        }

        int before = pattern.Position;
        if (!pattern.TryTake("-") || pattern.Peek is ']' or '[')
        {
            // A hyphen at the end stands for itself.
            return before == pattern.Position ? CodePointSet.Of(from) : CodePointSet.Of(from).Union(CodePointSet.Of('-'));
        }

        if (Single(out int to) is not null || to < from)
        {
            throw pattern.Error("a range must go upwards, from one character to another");
        }

        return CodePointSet.Range(from, to);
    }

    /// <summary>One code point, or the set that an escape stands for.</summary>
    private CodePointSet? Single(out int codePoint)
    {
        if (pattern.TryTake("\\"))
        {
            return escapes.Read(inBracket: true, out codePoint);
        }

        codePoint = pattern.Next();
        return null;
    }

    private CodePointSet Posix()
    {
        bool negated = pattern.TryTake("^");
        string name = pattern.Until(":]");
        CodePointSet set = NamedSets.Find(name) ?? throw pattern.Error($"the class [:{name}:] is not known");
        return negated ? set.Negate() : set;
    }
}
