namespace Vlm.Tokenization.Chat;

/// <summary>value.name, value[key] and value[start:stop:step], inside the sandbox: nothing but what the tables name can be reached.</summary>
internal static class Access
{
    private static readonly HashSet<string> Internals =
    [
        "__class__", "__dict__", "__doc__", "__init__", "__new__", "__reduce__", "__reduce_ex__", "__repr__", "__str__", "__hash__", "__eq__", "__ne__",
        "__lt__", "__le__", "__gt__", "__ge__", "__dir__", "__format__", "__sizeof__", "__subclasshook__", "__init_subclass__", "__getattribute__",
        "__setattr__", "__delattr__", "__module__",
    ];

    /// <summary>Attributes go before keys.</summary>
    public static object? Attribute(object? owner, string name, Rendering rendering)
    {
        if (owner is UndefinedValue undefined)
        {
            throw undefined.Fault();
        }

        return TryAttribute(owner, name, out object? value) || (owner is DictValue dict && dict.TryGet(name, out value))
            ? value
            : UndefinedValue.Attribute(owner, name, rendering);
    }

    /// <summary>Keys go before attributes.</summary>
    public static object? Item(object? owner, object? key, Rendering rendering)
    {
        switch (owner)
        {
            case UndefinedValue undefined:
                throw undefined.Fault();
            case DictValue dict:
                if (key is not (ListValue or DictValue) && dict.TryGet(key, out object? found))
                {
                    return found;
                }

                break;
            case SequenceValue or string or MarkupValue or RangeValue when Numbers.TryIndex(key, out long index):
                rendering.Budget.Scan(owner is string scanned && !PythonText.IsSimple(scanned) ? scanned.Length : 0);
                long length = Iteration.Length(owner, rendering);
                long at = index < 0 ? index + length : index;
                return at >= 0 && at < length ? ItemAt(owner, (int)at) : UndefinedValue.Attribute(owner, key, rendering);
        }

        return Texts.TryGet(key, out string? name) && TryAttribute(owner, name, out object? value) ? value : UndefinedValue.Attribute(owner, key, rendering);
    }

    public static object? Slice(object? owner, object? start, object? stop, object? step, Rendering rendering)
    {
        if (owner is UndefinedValue undefined)
        {
            throw undefined.Fault();
        }

        if (owner is not (SequenceValue or string or MarkupValue or RangeValue))
        {
            throw TemplateFault.Evaluation(owner is DictValue ? "unhashable type: 'slice'" : $"'{TypeNames.Of(owner)}' object is not subscriptable");
        }

        rendering.Budget.Scan(owner is string scanned ? scanned.Length : 0);
        SliceBounds bounds = SliceBounds.Of(start, stop, step, (int)Iteration.Length(owner, rendering));
        rendering.Budget.Items(owner is string ? bounds.Count >> 4 : bounds.Count);
        return owner switch
        {
            SequenceValue sequence => sequence.With(bounds.Take(sequence.Items)),
            RangeValue range => new RangeValue(range.Start + (bounds.Start * range.Step), range.Start + ((bounds.Start + ((long)bounds.Count * bounds.Step)) * range.Step), range.Step * bounds.Step),
            MarkupValue markup => new MarkupValue(Cut(markup.Text, bounds, rendering)),
            _ => Cut((string)owner, bounds, rendering),
        };
    }

    private static object? ItemAt(object owner, int at) => owner switch
    {
        SequenceValue sequence => sequence.Items[at],
        RangeValue range => range[at],
        MarkupValue markup => new MarkupValue(CodePointAt(markup.Text, at)),
        _ => CodePointAt((string)owner, at),
    };

    private static string CodePointAt(string text, int at)
    {
        int unit = PythonText.UnitIndex(text, at);
        return PythonText.UnitsAt(text, unit) == 1 ? PythonText.Single(text[unit]) : text.Substring(unit, 2);
    }

    private static string Cut(string text, SliceBounds bounds, Rendering rendering)
    {
        rendering.Budget.Text(bounds.Count);
        if (bounds.Step == 1)
        {
            int from = PythonText.UnitIndex(text, bounds.Start);
            return text[from..PythonText.UnitIndex(text, bounds.Start + bounds.Count)];
        }

        int[] points = bounds.Take(PythonText.ToCodePoints(text));
        System.Text.StringBuilder result = new(points.Length);
        foreach (int point in points)
        {
            result.AppendCodePoint(point);
        }

        return result.ToString();
    }

    private static bool TryAttribute(object? owner, string name, out object? value)
    {
        value = null;
        if (owner is not NamespaceValue && Internals.Contains(name))
        {
            value = UndefinedValue.Forbidden(owner, name);
            return true;
        }

        Builtin? method = owner switch
        {
            string or MarkupValue => TextMethods.Table.GetValueOrDefault(name),
            DictValue => MappingMethods.Table.GetValueOrDefault(name),
            ListValue or TupleValue or RangeValue or DictViewValue => SequenceMethods.Find(owner, name),
            LoopValue or CyclerValue => LoopMethods.Find(owner, name),
            _ when Numbers.IsNumber(owner) => NumberMethods.Table.GetValueOrDefault(name),
            _ => null,
        };
        if (method is not null)
        {
            value = new BoundMethod(owner, method);
            return true;
        }

        switch (owner)
        {
            case DictValue when MappingMethods.IsForbidden(name):
            case ListValue when SequenceMethods.IsForbidden(name):
                value = UndefinedValue.Forbidden(owner, name);
                return true;
            case NamespaceValue space:
                return space.Attributes.TryGetValue(name, out value) && (name[0] != '_' || Forbid(owner, name, out value));
            case TupleValue { IsGroup: true } group when name is "grouper" or "list":
                value = group.Items[name == "grouper" ? 0 : 1];
                return true;
            default:
                return Properties.TryGet(owner, name, out value);
        }
    }

    private static bool Forbid(object owner, string name, out object? value)
    {
        value = UndefinedValue.Forbidden(owner, name);
        return true;
    }
}
