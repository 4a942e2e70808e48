namespace Vlm.Tokenization.Chat;

/// <summary>The tokens of a template, one after the other, with what a parser asks of them.</summary>
internal sealed class TokenStream(List<Token> tokens)
{
    private int _at;

    public Token Current => tokens[_at];

    public Token Ahead => tokens[Math.Min(_at + 1, tokens.Count - 1)];

    public int Position => Current.Position;

    public Token Take()
    {
        Token token = Current;
        _at = Math.Min(_at + 1, tokens.Count - 1);
        return token;
    }

    public bool SkipName(string name)
    {
        bool found = Current.IsName(name);
        if (found)
        {
            Take();
        }

        return found;
    }

    public bool SkipOperator(string op)
    {
        bool found = Current.IsOperator(op);
        if (found)
        {
            Take();
        }

        return found;
    }

    public Token Expect(TokenKind kind) => Current.Kind == kind ? Take() : throw Unexpected(kind == TokenKind.Name ? "name" : new Token(kind, "", 0).ToString());

    public void ExpectOperator(string op)
    {
        if (!SkipOperator(op))
        {
            throw Unexpected(op);
        }
    }

    public void ExpectName(string name)
    {
        if (!SkipName(name))
        {
            throw Unexpected(name);
        }
    }

    private TemplateFault Unexpected(string expected) => TemplateFault.Syntax(
        Current.Kind == TokenKind.End ? $"unexpected end of template, expected '{expected}'." : $"expected token '{expected}', got '{Current}'", Position);
}
