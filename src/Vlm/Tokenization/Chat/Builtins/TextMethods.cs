using System.Collections.Frozen;
using System.Globalization;

namespace Vlm.Tokenization.Chat;

/// <summary>Methods of texts.</summary>
internal static class TextMethods
{
    public static FrozenDictionary<string, Builtin> Table { get; } = BuiltinTable.Of(
        ("upper", "", (in call) => Made(call, 3, CaseMapping.Upper)),
        ("lower", "", (in call) => Made(call, 2, CaseMapping.Lower)),
        ("title", "", (in call) => Made(call, 3, CaseMapping.Title)),
        ("capitalize", "", (in call) => Made(call, 3, CaseMapping.Capitalize)),
        ("swapcase", "", (in call) => Made(call, 3, CaseMapping.SwapCase)),
        ("casefold", "", (in call) => Made(call, 3, CaseMapping.Fold)),
        ("strip", "chars?", (in call) => Stripped(call, start: true, end: true)),
        ("lstrip", "chars?", (in call) => Stripped(call, start: true, end: false)),
        ("rstrip", "chars?", (in call) => Stripped(call, start: false, end: true)),
        ("replace", "old new count?", (in call) => TextEdits.Replace(Self(call), call.Text(0), call.Text(1), call.Integer(2, -1), call.Rendering)),
        ("split", "sep? maxsplit?", (in call) => TextSplits.Split(Self(call), Separator(call), call.Integer(1, -1), fromRight: false, call.Rendering)),
        ("rsplit", "sep? maxsplit?", (in call) => TextSplits.Split(Self(call), Separator(call), call.Integer(1, -1), fromRight: true, call.Rendering)),
        ("splitlines", "keepends?", (in call) => TextSplits.Lines(Self(call), call.IsTrue(0), call.Rendering)),
        ("partition", "sep", (in call) => TextSplits.Partition(Self(call), call.Text(0), fromRight: false, call.Rendering)),
        ("rpartition", "sep", (in call) => TextSplits.Partition(Self(call), call.Text(0), fromRight: true, call.Rendering)),
        ("join", "items", (in call) => TextEdits.Join(Self(call), call[0], call.Rendering)),
        ("startswith", "prefix start? end?", (in call) => Boxed.Of(TextPlaces.Touches(call, atStart: true))),
        ("endswith", "suffix start? end?", (in call) => Boxed.Of(TextPlaces.Touches(call, atStart: false))),
        ("find", "sub start? end?", (in call) => Boxed.Of(TextPlaces.Find(call, fromRight: false))),
        ("rfind", "sub start? end?", (in call) => Boxed.Of(TextPlaces.Find(call, fromRight: true))),
        ("index", "sub start? end?", (in call) => Found(TextPlaces.Find(call, fromRight: false))),
        ("rindex", "sub start? end?", (in call) => Found(TextPlaces.Find(call, fromRight: true))),
        ("count", "sub start? end?", (in call) => Boxed.Of(TextPlaces.Count(call))),
        ("removeprefix", "prefix", (in call) => Self(call).StartsWith(call.Text(0), StringComparison.Ordinal) ? Self(call)[call.Text(0).Length..] : Self(call)),
        ("removesuffix", "suffix", (in call) => call.Text(0) is { Length: > 0 } end && Self(call).EndsWith(end, StringComparison.Ordinal) ? Self(call)[..^end.Length] : Self(call)),
        ("ljust", "width fillchar?", (in call) => TextEdits.Pad(Self(call), call.Integer(0, 0), call.Has(1) ? call.Text(1) : " ", toLeft: 0, call.Rendering)),
        ("rjust", "width fillchar?", (in call) => TextEdits.Pad(Self(call), call.Integer(0, 0), call.Has(1) ? call.Text(1) : " ", toLeft: 2, call.Rendering)),
        ("center", "width fillchar?", (in call) => TextEdits.Pad(Self(call), call.Integer(0, 0), call.Has(1) ? call.Text(1) : " ", toLeft: 1, call.Rendering)),
        ("zfill", "width", (in call) => TextEdits.ZeroFill(Self(call), call.Integer(0, 0), call.Rendering)),
        ("expandtabs", "tabsize?", (in call) => TextEdits.ExpandTabs(Self(call), call.Integer(0, 8), call.Rendering)),
        ("format", "* **", (in call) => BraceFormat.Apply(Self(call), call.Arguments, call.Rendering)),
        ("format_map", "mapping", (in call) => BraceFormat.Apply(Self(call), call[0], call.Rendering)),
        ("isalpha", "", (in call) => All(call, point => CharUnicodeInfo.GetUnicodeCategory(point) <= UnicodeCategory.OtherLetter)),
        ("isalnum", "", (in call) => All(call, point => CharUnicodeInfo.GetUnicodeCategory(point) <= UnicodeCategory.OtherLetter || TextClasses.IsNumeric(point))),
        ("isdecimal", "", (in call) => All(call, point => CharUnicodeInfo.GetUnicodeCategory(point) == UnicodeCategory.DecimalDigitNumber)),
        ("isdigit", "", (in call) => All(call, TextClasses.IsDigit)),
        ("isnumeric", "", (in call) => All(call, TextClasses.IsNumeric)),
        ("isspace", "", (in call) => All(call, point => point < 0x10000 && PythonText.IsSpace((char)point))),
        ("isprintable", "", (in call) => Boxed.Of(Self(call).Length == 0 || (bool)All(call, PythonText.IsPrintable))),
        ("isascii", "", (in call) => Boxed.Of(System.Text.Ascii.IsValid(Self(call)))),
        ("isidentifier", "", (in call) => Boxed.Of(TextClasses.IsIdentifier(Self(call)))),
        ("islower", "", (in call) => Boxed.Of(TextClasses.HasCase(Self(call), CaseMapping.IsLower))),
        ("isupper", "", (in call) => Boxed.Of(TextClasses.HasCase(Self(call), CaseMapping.IsUpper))),
        ("istitle", "", (in call) => Boxed.Of(TextClasses.IsTitle(Self(call)))));

    private static string Self(in Call call)
    {
        string text = Texts.Get(call.Self);
        call.Rendering.Budget.Scan(text.Length);
        return text;
    }

    private static string Made(in Call call, int growth, Func<string, string> make)
    {
        string text = Self(call);
        call.Rendering.Budget.Text((long)growth * text.Length);
        return make(text);
    }

    private static string Stripped(in Call call, bool start, bool end)
    {
        string? set = call.Or(0, null) is null ? null : call.Text(0);
        return TextEdits.Strip(Self(call), set, start, end, call.Rendering);
    }

    private static string? Separator(in Call call) => call.Or(0, null) is null ? null : call.Text(0);

    private static object Found(long place) => place >= 0 ? Boxed.Of(place) : throw TemplateFault.Evaluation("substring not found");

    private static object All(in Call call, Func<int, bool> holds)
    {
        string text = Self(call);
        call.Rendering.Budget.Step(text.Length / 4);
        return Boxed.Of(text.Length > 0 && Array.TrueForAll(PythonText.ToCodePoints(text), point => holds(point)));
    }
}
