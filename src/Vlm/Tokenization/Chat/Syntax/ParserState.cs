namespace Vlm.Tokenization.Chat;

/// <summary>What the parsers of expressions and statements share: the tokens, the names, and how deep they are.</summary>
internal sealed class ParserState(List<Token> tokens, RenderLimits limits)
{
    private readonly Dictionary<string, int> _uses = [];
    private int _nesting;

    public TokenStream Tokens { get; } = new(tokens);

    public NameTable Names { get; } = new();

    /// <summary>How many macros, call blocks and recursive loops were read so far; they keep the scope where they stand.</summary>
    public int Closures { get; set; }

    /// <summary>Whether an unknown filter or test is an error only when it is reached: under a condition.</summary>
    public bool IsConditional { get; set; }

    /// <summary>How many for blocks are around, as far as break and continue reach.</summary>
    public int Loops { get; set; }

    public NameExpression Name(Token token)
    {
        _uses[token.Text] = Uses(token.Text) + 1;
        return new NameExpression(token.Position, token.Text, Names.Id(token.Text));
    }

    /// <summary>How often a variable was read so far.</summary>
    public int Uses(string name) => _uses.GetValueOrDefault(name);

    public void Enter()
    {
        if (++_nesting > limits.Nesting)
        {
            throw TemplateFault.Limit($"the template nests more than {limits.Nesting} levels deep.");
        }
    }

    public void Leave() => _nesting--;

    public T Checked<T>(T expression)
        where T : Expression => expression.Height <= limits.TreeHeight ? expression
            : throw TemplateFault.Limit($"an expression chains more than {limits.TreeHeight} operations.");

    public TemplateFault Fail(string message) => TemplateFault.Syntax(message, Tokens.Position);
}
