using System.Collections.Frozen;
using System.Text;

namespace Vlm.Tokenization.Chat;

/// <summary>Filters that make a text of a value.</summary>
internal static class TextFilters
{
    public static FrozenDictionary<string, Builtin> Table { get; } = BuiltinTable.Of(
        ("upper", "", (in call) => Marked(call, CaseMapping.Upper(Charged(call, 3)))),
        ("lower", "", (in call) => Marked(call, CaseMapping.Lower(Charged(call, 2)))),
        ("capitalize", "", (in call) => Marked(call, CaseMapping.Capitalize(Charged(call, 3)))),
        ("title", "", (in call) => Title(Charged(call, 3))),
        ("trim", "chars?", (in call) => Marked(call, TextEdits.Strip(call.SelfText, call.Or(0, null) is null ? null : call.Text(0), start: true, end: true, call.Rendering))),
        ("string", "", (in call) => call.Self is MarkupValue ? call.Self : call.SelfText),
        ("replace", "old new count?", Replace),
        ("format", "* **", Format),
        ("center", "width?", (in call) => Marked(call, TextEdits.Pad(call.SelfText, call.Integer(0, 80), " ", toLeft: 1, call.Rendering))),
        ("indent", "width? first? blank?", Indent),
        ("truncate", "length? killwords? end? leeway?", Truncate),
        ("wordcount", "", (in call) => Boxed.Of(Words(Charged(call, 1)))),
        ("wordwrap", "width? break_long_words? wrapstring? break_on_hyphens?", (in call) => WordWrap.Apply(call)),
        ("urlencode", "", (in call) => UrlText.Encode(call.Self, call.Rendering)));

    private static string Charged(in Call call, int growth)
    {
        string text = call.SelfText;
        call.Rendering.Budget.Text((long)growth * text.Length);
        return text;
    }

    private static object Marked(in Call call, string text) => call.Self is MarkupValue ? new MarkupValue(text) : text;

    private static string Replace(in Call call)
    {
        long count = call.Or(2, null) is null ? -1 : call.Integer(2, -1);
        string old = Spelling.Text(call[0], call.Rendering), with = Spelling.Text(call[1], call.Rendering);
        call.Rendering.Budget.Scan(call.SelfText.Length);
        return TextEdits.Replace(call.SelfText, old, with, count, call.Rendering);
    }

    private static object? Format(in Call call)
    {
        if (call.Arguments.Positional.Length > 0 && call.Arguments.Named.Count > 0)
        {
            throw TemplateFault.Evaluation("can't handle positional and keyword arguments at the same time");
        }

        object values = call.Arguments.Named.Count > 0
            ? DictValue.Of([.. call.Arguments.Named.Select(pair => KeyValuePair.Create((object?)pair.Key, pair.Value))])
            : new TupleValue(call.Arguments.Positional);
        return PercentFormat.Apply(call.Self is MarkupValue ? call.Self : call.SelfText, values, call.Rendering);
    }

    /// <summary>A word begins after white space, a hyphen or an opening bracket.</summary>
    private static string Title(string text)
    {
        StringBuilder result = new(text.Length);
        for (int start = 0; start < text.Length;)
        {
            bool between = IsBreak(text[start]);
            int end = start;
            while (end < text.Length && IsBreak(text[end]) == between)
            {
                end++;
            }

            int first = PythonText.UnitsAt(text, start);
            result.Append(CaseMapping.Upper(text.Substring(start, first))).Append(CaseMapping.Lower(text[(start + first)..end]));
            start = end;
        }

        return result.ToString();
    }

    private static bool IsBreak(char c) => c is '-' or '(' or '{' or '[' or '<' || PythonText.IsSpace(c);

    private static object? Indent(in Call call)
    {
        string indention = Texts.TryGet(call.Or(0, 4L), out string? given) ? given : TextEdits.Pad("", call.Integer(0, 4), " ", toLeft: 0, call.Rendering);
        bool first = call.IsTrue(1), blank = call.IsTrue(2);
        string source = call.SelfText;
        List<string> lines = PythonText.SplitLines(source + "\n");
        call.Rendering.Budget.Text(source.Length + (lines.Count * (indention.Length + 1L)));
        StringBuilder result = new(first ? indention : "");
        for (int i = 0; i < lines.Count; i++)
        {
            string before = i == 0 ? "" : lines[i].Length > 0 || blank ? "\n" + indention : "\n";
            result.Append(before).Append(lines[i]);
        }

        return Marked(call, result.ToString());
    }

    private static string Truncate(in Call call)
    {
        string text = call.SelfText, end = call.Has(2) ? Spelling.Text(call[2], call.Rendering) : "...";
        long length = call.Integer(0, 255), leeway = call.Or(3, null) is null ? 5 : call.Integer(3, 5);
        int mark = PythonText.Length(end);
        if (length < mark || leeway < 0)
        {
            throw TemplateFault.Evaluation(leeway < 0 ? $"expected leeway >= 0, got {leeway}" : $"expected length >= {mark}, got {length}");
        }

        call.Rendering.Budget.Text(text.Length);
        if (PythonText.Length(text) <= length + leeway)
        {
            return text;
        }

        string cut = text[..PythonText.UnitIndex(text, (int)(length - mark))];
        int space = call.IsTrue(1) ? -1 : cut.LastIndexOf(' ');
        return (space < 0 ? cut : cut[..space]) + end;
    }

    private static long Words(string text)
    {
        long count = 0;
        bool inWord = false;
        foreach (int point in PythonText.ToCodePoints(text))
        {
            bool word = point == '_' || TextClasses.IsNumeric(point) || System.Globalization.CharUnicodeInfo.GetUnicodeCategory(point) <= System.Globalization.UnicodeCategory.OtherLetter;
            count += word && !inWord ? 1 : 0;
            inWord = word;
        }

        return count;
    }
}
