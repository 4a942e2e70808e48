namespace Vlm.Tokenization.Chat;

/// <summary>Reads a template: text, prints and tags.</summary>
internal sealed class StatementParser
{
    private readonly ParserState _state;
    private readonly ExpressionParser _expressions;
    private readonly BlockParser _blocks;
    private readonly Stack<string[]> _open = [];

    private StatementParser(ParserState state)
    {
        _state = state;
        _expressions = new ExpressionParser(state);
        _blocks = new BlockParser(state, _expressions, this);
    }

    private TokenStream Tokens => _state.Tokens;

    /// <summary>The whole template, and the names that it uses.</summary>
    public static (Body Body, NameTable Names) Parse(string source, RenderLimits limits)
    {
        ParserState state = new(Lexer.Tokenize(source), limits);
        StatementParser parser = new(state);
        return (parser.Statements([]), state.Names);
    }

    /// <summary>The body of a tag, up to one of the names that may end it; the stream then stands on that name.</summary>
    public Body BodyUntil(params string[] ends)
    {
        Tokens.SkipOperator(":");
        Tokens.Expect(TokenKind.BlockEnd);
        _open.Push(ends);
        _state.Enter();
        Body body = Statements(ends);
        if (Tokens.Current.Kind == TokenKind.End)
        {
            throw Unclosed("Unexpected end of template.");
        }

        _state.Leave();
        _open.Pop();
        return body;
    }

    /// <summary>The same, and past the name.</summary>
    public Body BodyThrough(string end)
    {
        Body body = BodyUntil(end);
        Tokens.Take();
        return body;
    }

    private Body Statements(string[] ends)
    {
        List<Statement> statements = [];
        while (Tokens.Current.Kind != TokenKind.End)
        {
            Token token = Tokens.Take();
            switch (token.Kind)
            {
                case TokenKind.Data:
                    statements.Add(new DataStatement(token.Position, token.Text));
                    break;
                case TokenKind.VariableBegin:
                    statements.Add(new OutputStatement(token.Position, _expressions.Tuple()));
                    Tokens.Expect(TokenKind.VariableEnd);
                    break;
                default:
                    if (Tokens.Current.Kind == TokenKind.Name && ends.Contains(Tokens.Current.Text))
                    {
                        return new Body([.. statements]);
                    }

                    Tag(statements);
                    Tokens.Expect(TokenKind.BlockEnd);
                    break;
            }
        }

        return new Body([.. statements]);
    }

    private void Tag(List<Statement> statements)
    {
        Token name = Tokens.Current;
        if (name.Kind != TokenKind.Name)
        {
            throw _state.Fail("tag name expected");
        }

        Tokens.Take();
        if (name.Text == "print")
        {
            Print(statements, name.Position);
        }
        else
        {
            statements.Add(_blocks.Parse(name) ?? throw Unclosed($"Encountered unknown tag '{name.Text}'."));
        }
    }

    private void Print(List<Statement> statements, int position)
    {
        for (bool first = true; Tokens.Current.Kind != TokenKind.BlockEnd; first = false)
        {
            if (!first)
            {
                Tokens.ExpectOperator(",");
            }

            statements.Add(new OutputStatement(position, _expressions.Parse()));
        }
    }

    private TemplateFault Unclosed(string message)
    {
        if (_open.Count == 0)
        {
            return _state.Fail(message);
        }

        string expected = string.Join(" or ", _open.Peek().Select(end => $"'{end}'"));
        return _state.Fail($"{message} Jinja was looking for the following tags: {expected}. The innermost block that needs to be closed is '{_open.Peek()[^1][3..]}'.");
    }
}
