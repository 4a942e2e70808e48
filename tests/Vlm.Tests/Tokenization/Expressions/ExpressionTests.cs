using Vlm.Tokenization;

namespace Vlm.Tests.Tokenization.Expressions;

/// <summary>Regular expressions as Oniguruma reads them, where .NET reads them differently or not at all.</summary>
public sealed class ExpressionTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public ExpressionTests() => Effort.Begin(1 << 20);

    [Theory]
    [InlineData(@"\h+", "xAf09g", "Af09")]
    [InlineData(@"[^(\s|[.,])]+", "ab(c. d", "ab|c|d")]
    [InlineData(@"[a-w&&[^c-g]z]+", "abcdhzx", "ab|h")]
    [InlineData(@"[[:alpha:]]+", "a\u00e91", "a\u00e9")]
    [InlineData(@"[[:^digit:]]", "1a2", "a")]
    [InlineData(@"\p{^L}+", "a1b2", "1|2")]
    [InlineData(@"\P{Letter}", "a1", "1")]
    [InlineData(@"\p{Han}+", "a\u4F60\U00020000b", "\u4F60\U00020000")]
    [InlineData(@"\p{old italic}", "\U00010300", "\U00010300")]
    [InlineData(@"a++b", "aab", "aab")]
    [InlineData(@"a++a", "aaa", "")]
    [InlineData(@"(?>a*)a", "aaa", "")]
    [InlineData(@"a{,2}", "aaaaa", "aa|aa|a")]
    [InlineData(@"a{2}?", "aaaa", "aa|aa")]
    [InlineData(@"a{2}+", "aaaaa", "aaaa")]
    [InlineData(@"a{1,2}?", "aa", "a|a")]
    [InlineData(@"a{x}", "a{x}", "a{x}")]
    [InlineData(@"^b", "a\nb", "b")]
    [InlineData(@"a$", "a\nb", "a")]
    [InlineData(@"\Ab", "a\nb", "")]
    [InlineData(@"a\Z", "a\n", "a")]
    [InlineData(@"a\z", "a\n", "")]
    [InlineData(@"(?m).", "\n", "\n")]
    [InlineData(@".", "\n\r\U0001F600", "\r|\U0001F600")]
    [InlineData("[\U0001F600-\U0001F64F]+", "a\U0001F601\U0001F602b\U0001F680", "\U0001F601\U0001F602")]
    [InlineData(@"\x{1F601}", "\U0001F601", "\U0001F601")]
    [InlineData(@"(?i:'S|'t)", "'s'T'\u017F", "'s|'T|'\u017F")]
    [InlineData(@"(?i)k", "kK\u212A", "k|K|\u212A")]
    [InlineData(@"(?i)i", "iI\u0130\u0131", "i|I")]
    [InlineData(@"(?i)[^s]", "sS\u017Ft", "t")]
    [InlineData(@"a(?i)b|c", "aBaCC", "aB|aC")]
    [InlineData(@"(?x) a b # c", "ab", "ab")]
    [InlineData(@"\bcat\b", "cat\u00e9 cat concat", "cat")]
    [InlineData(@"\R", "a\r\nb\u2028", "\r\n|\u2028")]
    [InlineData(@"(?<year>\d+)-(?#a comment)x", "12-x", "12-x")]
    [InlineData(@"x*", "xxab", "xx||")]
    [InlineData(@"[]a]+", "]a]b", "]a]")]
    [InlineData(@"[a-]+", "a-b", "a-")]
    [InlineData(@"a|", "ba", "|a")]
    public void FindMatches_OnigurumasSyntax_MatchesAsThere(string expression, string text, string expected)
    {
        List<(int Start, int End)> found = [];
        Expression.Parse(expression).FindMatches(text, found);
        Assert.Equal(expected, string.Join('|', found.Select(m => text[m.Start..m.End])));
    }

    [Theory]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("[a")]
    [InlineData("*a")]
    [InlineData("a{3,1}")]
    [InlineData("[b-a]")]
    [InlineData(@"\p{Nonsense}")]
    [InlineData(@"[[:nonsense:]]")]
    [InlineData(@"(a)\1")]
    [InlineData(@"\X")]
    [InlineData(@"\K")]
    [InlineData(@"\G")]
    [InlineData("(?~ab)")]
    [InlineData("(?s).")]
    [InlineData("(?P<n>a)")]
    [InlineData(@"\xFF")]
    [InlineData(@"\x{110000}")]
    [InlineData("a\\")]
    [InlineData(@"[\U0001F600-\U0001F64F]")]
    public void Parse_WrongOrNotSupported_Throws(string expression) => Assert.Throws<ExpressionException>(() => Expression.Parse(expression));

    [Theory]
    [InlineData("(", 60)]
    [InlineData("[", 60)]
    [InlineData("(a", 100_000)]
    public void Parse_NestedTooDeep_Throws(string opening, int count) =>
        Assert.Throws<ExpressionException>(() => Expression.Parse(string.Concat(Enumerable.Repeat(opening, count))));

    [Theory]
    [InlineData("(a+)+$")]
    [InlineData("(a|aa)+b")]
    [InlineData("(.*)*x")]
    public void FindMatches_ExponentialWithoutLookaround_TakesLinearTime(string expression)
    {
        AssertSoon(() => Expression.Parse(expression).FindMatches(new string('a', 5000) + "!", []));
    }

    [Theory]
    [InlineData("(a?|aa|aaa)+(?=c)")]
    [InlineData("(a|aa)+(?=c)")]
    public void FindMatches_ExponentialWithLookaround_IsGivenUpWithATypedError(string expression)
    {
        AssertSoon(() => Assert.Throws<InvalidInputException>(() => Expression.Parse(expression).FindMatches(new string('a', 5000) + "!c", [])));
    }

    private static void AssertSoon(Action work)
    {
        TimeSpan elapsed = WorkTime.LeastOf(Limit, () =>
        {
            Effort.Begin(1 << 20);
            work();
        });
        Assert.True(elapsed < Limit, $"{elapsed}");
    }
}
