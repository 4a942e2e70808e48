using System.Text;
using System.Text.Json;

namespace Vlm.Benchmarks.Fuzzing;

/// <summary>The templates and conversations of tests/golden/chat: what damaged ones start from.</summary>
internal sealed class TemplateCorpus
{
    private static readonly byte[][] Words = Bytes(
        "{{ ", " }}", "{% ", " %}", "{#", "#}", "{%- ", "-%}", "{%+", "+%}", "for ", " in ", "loop.", "loop(", "recursive", "endfor", "if ", "elif ", "else", "endif", "set ", "endset", "macro f(x) ", "endmacro", "f(1)",
        "call f() ", "endcall", "caller()", "filter upper ", "endfilter", "generation", "endgeneration", "raw", "endraw", "with ", "break", "continue", "namespace(", "ns.x = ", "range(", "range(9999999)", "raise_exception('x')",
        "strftime_now('%Y %j %s %')", "joiner()", "cycler(1, 2)", "dict(a=1)", "lipsum()", "|tojson", "|tojson(indent=4)", "|map('upper')", "|selectattr('role')", "|sort", "|groupby('role')", "|batch(3)", "|join(',')", "|format(1)",
        "|replace('a', 'bb')", "|indent(4)", "|wordwrap(3)", "|default(1)", "|list", "|string", "|int", "|float", "|attr('x')", "|e", "|safe", "|unknown", " is defined", " is none", " is divisibleby 0", " not in ", " and ", " or ", "not ",
        ".__class__", ".append(1)", ".items()", ".split('a')", ".format(1)", ".strip()", ".encode()", "[::-1]", "[-1:]", "[0]", "['a']", " ~ ", " ** ", " // 0", " % 0", " * 99999999", "9" + new string('0', 300), "1e308", "'%s' % ", "'{0!r:>9}'",
        "''", "\"", "'", "\\", "\\u12", "\\N{", "(", ")", "[", "]", "{", "}", ",", ":", "|", "=", "==", "!=", "<=", "messages", "message.content", "true", "None", "none", "1_0", "\0", "\u2028", "\r", "\n", "\ud83d\ude00");

    private static readonly byte[][] Values = Bytes(
        "null", "true", "0", "-1", "1.5", "1e400", "1e-7", "123456789012345678901234567890", "\"\"", "\"user\"", "\"assistant\"", "\"\\ud800\"", "\"\\u0000\"", "\"<|im_end|>{{ x }}\"", "[]", "{}", "[[]]", "[null]", "{\"type\":\"image\"}",
        "{\"type\":\"text\",\"text\":\"hi\"}", "{\"role\":\"tool\",\"content\":null}", "\"" + new string('x', 5000) + "\"", new string('[', 50) + new string(']', 50));

    private static readonly byte[][] Names = Bytes("\"role\"", "\"content\"", "\"type\"", "\"text\"", "\"tool_calls\"", "\"function\"", "\"messages\"", "\"tools\"", "\"documents\"", "\"variables\"", "\"\"", "\"__class__\"", "\"items\"", "\"\\ud800\"");

    public TemplateCorpus(string folder)
    {
        foreach (string file in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            JsonElement root = JsonDocument.Parse(File.ReadAllBytes(file)).RootElement;
            string? text = root.TryGetProperty("template", out JsonElement name) ? File.ReadAllText(Path.Combine(folder, name.GetString()!)) : null;
            foreach (JsonElement one in root.GetProperty("cases").EnumerateArray())
            {
                Cases.Add(new Case(text ?? one.GetProperty("template").GetString()!, Encoding.UTF8.GetBytes(one.GetRawText())));
            }
        }
    }

    /// <summary>Each conversation with its template.</summary>
    public List<Case> Cases { get; } = [];

    /// <summary>Damages templates.</summary>
    public Mutator Templates()
    {
        byte[][] seeds = [.. Cases.Select(one => one.Template).Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes)];
        return new Mutator(seeds, Words, 0, seeds.Max(seed => seed.Length) * 2);
    }

    /// <summary>Damages conversations; they stay JSON.</summary>
    public JsonMutator Conversations() => new([.. Cases.Select(one => one.Conversation)], [], Values, Names, damagesBytes: false);

    private static byte[][] Bytes(params string[] words) => [.. words.Select(Encoding.UTF8.GetBytes)];

    /// <summary>A template and the JSON of a conversation.</summary>
    internal sealed record Case(string Template, byte[] Conversation);
}
