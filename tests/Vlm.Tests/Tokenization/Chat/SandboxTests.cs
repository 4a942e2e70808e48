namespace Vlm.Tests.Tokenization.Chat;

/// <summary>Templates that try to hang, to fill the memory, to overflow the stack or to reach what they may not.</summary>
[Collection(nameof(Alone))]
public sealed class SandboxTests
{
    [Theory]
    [InlineData("{% set ns = namespace(s='x') %}{% for i in range(100) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}")]
    [InlineData("{% set ns = namespace(s='x') %}{% for i in range(100) %}{% set ns.s = ns.s + ns.s %}{% endfor %}")]
    [InlineData("{{ 'x' * 10 ** 12 }}")]
    [InlineData("{{ ('x' * 4000000) * 4000000 }}")]
    [InlineData("{{ [0] * 10 ** 10 }}")]
    [InlineData("{{ [0] * 10 ** 40 }}")]
    [InlineData("{{ 9 ** (9 ** 9) }}")]
    [InlineData("{{ 2 ** 100000 }}")]
    [InlineData("{% set ns = namespace(n=7) %}{% for i in range(100000) %}{% set ns.n = ns.n * ns.n %}{% endfor %}{{ ns.n }}")]
    [InlineData("{{ '%1000000000d' % 1 }}")]
    [InlineData("{{ '%.1000000000f' % 1 }}")]
    [InlineData("{{ '{:1000000000}'.format(1) }}")]
    [InlineData("{{ ('%s' * 1000000) % (('x' * 1000000,) * 1000000) }}")]
    [InlineData("{{ ('a' * 100000).replace('', 'b' * 100000) }}")]
    [InlineData("{{ ('a' * 4000000) | replace('a', 'aaaaaaaaaa') }}")]
    [InlineData("{{ 'x'.center(10 ** 12) }}")]
    [InlineData("{{ 'x'.ljust(10 ** 30) }}")]
    [InlineData("{{ 'x'.zfill(10 ** 12) }}")]
    [InlineData("{{ '\\t'.expandtabs(10 ** 12) }}")]
    [InlineData("{{ 'a' | indent(10 ** 10, true) }}")]
    [InlineData("{{ [[1]] | tojson(indent=10 ** 10) }}")]
    [InlineData("{{ [1] | batch(10 ** 10, 0) | list }}")]
    [InlineData("{{ [1] | slice(10 ** 10) | list }}")]
    [InlineData("{{ ('ab' * 1000000).join(['c'] * 1000000) }}")]
    [InlineData("{{ ['ab' * 100000] * 100000 }}")]
    [InlineData("{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}")]
    [InlineData("{% for a in range(100000) %}{{ 'x' * 1000 }}{% endfor %}")]
    [InlineData("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}")]
    [InlineData("{% macro f() %}{{ f() }}{{ f() }}{% endmacro %}{{ f() }}")]
    [InlineData("{% macro f(x) %}{{ caller(x) }}{% endmacro %}{% macro g(x) %}{% call(y) f(x) %}{{ g(y) }}{% endcall %}{% endmacro %}{{ g(1) }}")]
    [InlineData("{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}")]
    [InlineData("{% set ns = namespace() %}{% set ns.a = [] %}{% for i in range(1000) %}{% set ns.a = [ns.a] %}{% endfor %}")]
    [InlineData("{% set ns = namespace() %}{% set ns.a = [1] %}{% for i in range(100) %}{% set ns.a = [ns.a, ns.a] %}{% endfor %}{{ ns.a }}")]
    [InlineData("{% set ns = namespace() %}{% set ns.a = [1] %}{% for i in range(100) %}{% set ns.a = [ns.a, ns.a] %}{% endfor %}{{ ns.a | tojson }}")]
    [InlineData("{% set ns = namespace() %}{% set ns.a = [1] %}{% set ns.b = [1] %}{% for i in range(100) %}{% set ns.a = [ns.a, ns.a] %}{% set ns.b = [ns.b, ns.b] %}{% endfor %}{{ ns.a == ns.b }}")]
    [InlineData("{% set ns = namespace() %}{% set ns.a = (1,) %}{% set ns.b = (1,) %}{% for i in range(100) %}{% set ns.a = (ns.a, ns.a) %}{% set ns.b = (ns.b, ns.b) %}{% endfor %}{{ {ns.a: 1}[ns.b] }}")]
    [InlineData("{% set ns = namespace() %}{% set ns.me = ns %}{{ ns }}")]
    [InlineData("{% set ns = namespace(g=[1]) %}{% for i in range(1000) %}{% set ns.g = ns.g | map('string') %}{% endfor %}{{ ns.g | list }}")]
    [InlineData("{% set ns = namespace(l=[1]) %}{% for i in range(100) %}{% set ns.l = ns.l + ns.l %}{% endfor %}")]
    [InlineData("{% set a = ('a' * 2000000) ~ 'b' %}{% for i in range(100000) %}{{ a in a }}{{ a == a ~ '' }}{% endfor %}")]
    [InlineData("{% set a = 'a' * 1000000 %}{% for i in range(100000) %}{{ a.count('ab') }}{{ a.find('b') }}{{ a.split('b') | length }}{% endfor %}")]
    [InlineData("{% set a = '🐱' * 1000000 %}{% for i in range(100000) %}{{ a[i] }}{{ a | length }}{% endfor %}")]
    [InlineData("{{ range(10 ** 9) | list }}")]
    public void Render_Bomb_EndsInATypedErrorAtOnce(string template)
    {
        long before = GC.GetTotalAllocatedBytes();
        System.Diagnostics.Stopwatch clock = System.Diagnostics.Stopwatch.StartNew();
        ChatTemplateException e = Assert.Throws<ChatTemplateException>(() => ChatTemplate.FromText(template).Render([]));
        Assert.True(e.Reason is ChatTemplateFailure.Limit or ChatTemplateFailure.Evaluation, e.Message);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{clock.Elapsed}: {e.Message}");
        Assert.True(GC.GetTotalAllocatedBytes() - before < 1L << 30, $"{GC.GetTotalAllocatedBytes() - before} bytes");
    }

    [Theory]
    [InlineData("{{ ", "(", ")", " }}")]
    [InlineData("{{ ", "[", "]", " }}")]
    [InlineData("{{ x", "[x", "]", " }}")]
    [InlineData("{{ ", "-", "", "1 }}")]
    [InlineData("{{ ", "not ", "", "1 }}")]
    [InlineData("{{ 1", " + 1", "", " }}")]
    [InlineData("{{ 1", " if 1 else 1", "", " }}")]
    [InlineData("{{ x", ".x", "", " }}")]
    [InlineData("{{ x", "()", "", " }}")]
    [InlineData("{{ x", "|list", "", " }}")]
    [InlineData("{{ x", " is defined == x", "", " }}")]
    [InlineData("", "{% if x %}", "{% endif %}", "")]
    [InlineData("", "{% for x in [1] %}", "{% endfor %}", "")]
    [InlineData("", "{% filter upper %}", "{% endfilter %}", "")]
    [InlineData("", "{% set x %}", "{% endset %}", "")]
    [InlineData("{% set ", "(", ")", " = 1 %}")]
    [InlineData("{% if x %}", "{% elif x %}", "", "{% endif %}")]
    public void FromText_DeepNesting_IsReadOrRefused(string start, string open, string close, string end)
    {
        foreach (int depth in new[] { 50, 100_000 / open.Length })
        {
            string text = start + string.Concat(Enumerable.Repeat(open, depth)) + (close is ")" or "]" ? "1" : "") + string.Concat(Enumerable.Repeat(close, depth)) + end;
            Exception? e = Record.Exception(() => ChatTemplate.FromText(text).Render([]));
            Assert.True(e is null or ChatTemplateException, $"{e}");
        }
    }

    [Theory]
    [InlineData("{{ ''.__class__.__mro__ }}")]
    [InlineData("{{ [].append(1) }}")]
    [InlineData("{{ {}.update({'a': 1}) }}")]
    [InlineData("{{ [1].pop() }}")]
    [InlineData("{{ ''['__class__']['x'] }}")]
    [InlineData("{{ ''|attr('__class__')() }}")]
    [InlineData("{{ '{0.__class__.x}'.format(1) }}")]
    public void Render_ForbiddenAttribute_Fails(string template) =>
        Assert.Equal(ChatTemplateFailure.Unsafe, Assert.Throws<ChatTemplateException>(() => ChatTemplate.FromText(template).Render([])).Reason);

    [Theory]
    [InlineData("{{ range.__init__ }}")]
    [InlineData("{{ ''.GetType }}")]
    [InlineData("{{ messages.Items }}")]
    [InlineData("{{ namespace(a=1).Attributes }}")]
    public void Render_ForeignAttribute_IsUndefined(string template) => Assert.Equal("", ChatTemplate.FromText(template).Render([]).Text);
}
