using System.Text;

namespace Vlm.Generation;

/// <summary>
/// The rules of JSON (RFC 8259) over UTF-8. A space may stand where JSON allows white space, one and no more: a model that may write any number
/// of them may never come to an end; numbers are bounded for the same reason.
/// </summary>
internal static class JsonRules
{
    private const int MaxIntegerDigits = 18, MaxFractionDigits = 17, MaxExponentDigits = 3;

    public static readonly GrammarRule Space = Optional(Literal(" "));

    private static readonly GrammarRule Digit = new ByteRule(ByteSet.Range('0', '9'));

    private static readonly GrammarRule Character = CreateCharacter();

    public static readonly GrammarRule AnyString = String(0, null);

    public static readonly GrammarRule Boolean = new ChoiceRule(Literal("true"), Literal("false"));

    public static readonly GrammarRule Null = Literal("null");

    public static readonly GrammarRule AnyValue = CreateAnyValue();

    public static GrammarRule Literal(string text) => new LiteralRule(Encoding.UTF8.GetBytes(text));

    public static GrammarRule Optional(GrammarRule rule) => new RepeatRule(rule, 0, 1);

    public static GrammarRule String(int least, int? most) =>
        new SequenceRule(Literal("\""), new RepeatRule(Character, least, most), Literal("\""));

    public static GrammarRule Integer(bool negative)
    {
        GrammarRule positive = new ChoiceRule(
            Literal("0"), new SequenceRule(new ByteRule(ByteSet.Range('1', '9')), new RepeatRule(Digit, 0, MaxIntegerDigits - 1)));
        return negative ? new SequenceRule(Optional(Literal("-")), positive) : positive;
    }

    public static GrammarRule Number(bool negative) => new SequenceRule(
        Integer(negative),
        Optional(new SequenceRule(Literal("."), new RepeatRule(Digit, 1, MaxFractionDigits))),
        Optional(new SequenceRule(
            new ByteRule(ByteSet.Of("eE")), Optional(new ByteRule(ByteSet.Of("+-"))), new RepeatRule(Digit, 1, MaxExponentDigits))));

    /// <summary>Items between brackets, with commas.</summary>
    public static GrammarRule Array(GrammarRule item, int least, int? most) => Enclosed("[", item, "]", least, most);

    /// <summary>An object of any names.</summary>
    public static GrammarRule Map(GrammarRule value) => Enclosed("{", Member(AnyString, value), "}", 0, null);

    public static GrammarRule Member(GrammarRule name, GrammarRule value) => new SequenceRule(name, Space, Literal(":"), Space, value);

    public static GrammarRule Comma() => new SequenceRule(Space, Literal(","), Space);

    private static SequenceRule Enclosed(string open, GrammarRule item, string close, int least, int? most)
    {
        if (most == 0)
        {
            return new SequenceRule(Literal(open), Space, Literal(close));
        }

        GrammarRule items = new SequenceRule(item, new RepeatRule(new SequenceRule(Comma(), item), Math.Max(0, least - 1), most - 1));
        return new SequenceRule(Literal(open), Space, least > 0 ? items : Optional(items), Space, Literal(close));
    }

    private static ChoiceRule CreateCharacter()
    {
        GrammarRule hex = new ByteRule(ByteSet.Of("0123456789abcdefABCDEF"));
        GrammarRule next = new ByteRule(ByteSet.Range(0x80, 0xBF));

        // Half a surrogate pair is no character: \uD800 to \uDFFF are left out, since the characters behind them can be written as they are.
        GrammarRule unit = new ChoiceRule(
            new SequenceRule(new ByteRule(ByteSet.Of("0123456789abcefABCEF")), hex, hex, hex),
            new SequenceRule(new ByteRule(ByteSet.Of("dD")), new ByteRule(ByteSet.Range('0', '7')), hex, hex));
        GrammarRule escape = new SequenceRule(
            Literal("\\"), new ChoiceRule(new ByteRule(ByteSet.Of("\"\\/bfnrt")), new SequenceRule(Literal("u"), unit)));
        return new ChoiceRule(
            new ByteRule(ByteSet.Range(0x20, 0x7F).Without("\"\\")),
            escape,
            Utf8(0xC2, 0xDF, next),
            Utf8(0xE0, 0xE0, new ByteRule(ByteSet.Range(0xA0, 0xBF)), next),
            Utf8(0xE1, 0xEC, next, next),
            Utf8(0xED, 0xED, new ByteRule(ByteSet.Range(0x80, 0x9F)), next),
            Utf8(0xEE, 0xEF, next, next),
            Utf8(0xF0, 0xF0, new ByteRule(ByteSet.Range(0x90, 0xBF)), next, next),
            Utf8(0xF1, 0xF3, next, next, next),
            Utf8(0xF4, 0xF4, new ByteRule(ByteSet.Range(0x80, 0x8F)), next, next));
    }

    private static SequenceRule Utf8(int first, int last, params ReadOnlySpan<GrammarRule> rest) =>
        new([new ByteRule(ByteSet.Range(first, last)), .. rest]);

    private static ReferenceRule CreateAnyValue()
    {
        ReferenceRule value = new();
        value.Target = new ChoiceRule(Map(value), Array(value, 0, null), AnyString, Number(negative: true), Boolean, Null);
        return value;
    }
}
