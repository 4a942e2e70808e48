using System.Globalization;
using System.Text;

namespace Vlm.Tokenization.Chat;

/// <summary>Reads operands: names, literals, parentheses, lists and mappings, and what may follow them: attributes, items, calls, filters, tests.</summary>
internal sealed class OperandParser(ParserState state, ExpressionParser expressions)
{
    private TokenStream Tokens => state.Tokens;

    public Expression Primary()
    {
        Token token = Tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.Name:
                Tokens.Take();
                return token.Text switch
                {
                    "true" or "True" => new ConstantExpression(token.Position, Boxed.True),
                    "false" or "False" => new ConstantExpression(token.Position, Boxed.False),
                    "none" or "None" => new ConstantExpression(token.Position, null),
                    _ => state.Name(token),
                };
            case TokenKind.String:
                return new ConstantExpression(token.Position, Strings());
            case TokenKind.Integer:
                Tokens.Take();
                return new ConstantExpression(token.Position, Numbers.ParseInteger(token.Text, 0) ?? throw TemplateFault.Syntax("the integer is too long", token.Position));
            case TokenKind.Float:
                Tokens.Take();
                return new ConstantExpression(token.Position, double.Parse(token.Text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture));
            case TokenKind.Operator when token.Text == "(":
                Tokens.Take();
                Expression inner = expressions.Tuple(inParentheses: true);
                Tokens.ExpectOperator(")");
                return inner;
            case TokenKind.Operator when token.Text == "[":
                return List();
            case TokenKind.Operator when token.Text == "{":
                return Mapping();
            default:
                throw state.Fail(token.Kind == TokenKind.End ? "unexpected 'end of template'" : $"unexpected '{token}'");
        }
    }

    public Expression Postfix(Expression expression)
    {
        while (true)
        {
            Token token = Tokens.Current;
            if (token.IsOperator(".") || token.IsOperator("["))
            {
                expression = state.Checked(Subscript(expression));
            }
            else if (token.IsOperator("("))
            {
                expression = state.Checked(new CallExpression(token.Position, expression, CallArguments()));
            }
            else
            {
                return expression;
            }
        }
    }

    /// <summary>Filters, tests and calls after an operand.</summary>
    public Expression Filters(Expression expression)
    {
        while (true)
        {
            Token token = Tokens.Current;
            if (token.IsOperator("|"))
            {
                expression = FilterChain(expression);
            }
            else if (token.IsName("is"))
            {
                expression = state.Checked(Test(expression));
            }
            else if (token.IsOperator("("))
            {
                expression = state.Checked(new CallExpression(token.Position, expression, CallArguments()));
            }
            else
            {
                return expression;
            }
        }
    }

    /// <summary>| name(…) | name(…)</summary>
    /// <param name="expression">What the first filter takes.</param>
    /// <param name="startsInline">Whether the first filter has no "|" before it.</param>
    public Expression FilterChain(Expression expression, bool startsInline = false)
    {
        while (startsInline || Tokens.SkipOperator("|"))
        {
            startsInline = false;
            int position = Tokens.Position;
            string name = DottedName();
            Builtin? filter = Known(FilterTable.Find(name), "filter", name, position);
            ArgumentList arguments = Tokens.Current.IsOperator("(") ? CallArguments() : ArgumentList.None;
            expression = state.Checked(new FilterExpression(position, expression, name, filter, arguments));
        }

        return expression;
    }

    public ArgumentList CallArguments()
    {
        Tokens.ExpectOperator("(");
        List<Expression> positional = [];
        List<KeyValuePair<string, Expression>> named = [];
        Expression? more = null, moreNamed = null;
        bool first = true;
        while (!Tokens.Current.IsOperator(")"))
        {
            if (!first)
            {
                Tokens.ExpectOperator(",");
                if (Tokens.Current.IsOperator(")"))
                {
                    break;
                }
            }

            first = false;
            if (Tokens.SkipOperator("*"))
            {
                Ensure(more is null && moreNamed is null);
                more = expressions.Parse();
            }
            else if (Tokens.SkipOperator("**"))
            {
                Ensure(moreNamed is null);
                moreNamed = expressions.Parse();
            }
            else if (Tokens.Current.Kind == TokenKind.Name && Tokens.Ahead.IsOperator("="))
            {
                Ensure(moreNamed is null);
                string name = Tokens.Take().Text;
                Tokens.Take();
                named.Add(KeyValuePair.Create(name, expressions.Parse()));
            }
            else
            {
                Ensure(more is null && moreNamed is null && named.Count == 0);
                positional.Add(expressions.Parse());
            }
        }

        Tokens.ExpectOperator(")");
        return positional.Count + named.Count == 0 && more is null && moreNamed is null ? ArgumentList.None : new ArgumentList([.. positional], [.. named], more, moreNamed);
    }

    private void Ensure(bool right)
    {
        if (!right)
        {
            throw state.Fail("invalid syntax for function call expression");
        }
    }

    private string Strings()
    {
        string first = Tokens.Take().Text;
        if (Tokens.Current.Kind != TokenKind.String)
        {
            return first;
        }

        StringBuilder text = new(first);
        while (Tokens.Current.Kind == TokenKind.String)
        {
            text.Append(Tokens.Take().Text);
        }

        return text.ToString();
    }

    private SequenceExpression List()
    {
        int position = Tokens.Take().Position;
        List<Expression> items = [];
        while (!Tokens.Current.IsOperator("]"))
        {
            if (items.Count > 0)
            {
                Tokens.ExpectOperator(",");
            }

            if (!Tokens.Current.IsOperator("]"))
            {
                items.Add(expressions.Parse());
            }
        }

        Tokens.ExpectOperator("]");
        return state.Checked(new SequenceExpression(position, [.. items], isTuple: false));
    }

    private DictExpression Mapping()
    {
        int position = Tokens.Take().Position;
        List<Expression> keys = [], values = [];
        while (!Tokens.Current.IsOperator("}"))
        {
            if (keys.Count > 0)
            {
                Tokens.ExpectOperator(",");
            }

            if (!Tokens.Current.IsOperator("}"))
            {
                keys.Add(expressions.Parse());
                Tokens.ExpectOperator(":");
                values.Add(expressions.Parse());
            }
        }

        Tokens.ExpectOperator("}");
        return state.Checked(new DictExpression(position, [.. keys], [.. values]));
    }

    private Expression Subscript(Expression target)
    {
        Token open = Tokens.Take();
        if (open.Text == ".")
        {
            Token name = Tokens.Take();
            return name.Kind switch
            {
                TokenKind.Name => new AttributeExpression(open.Position, target, name.Text),
                TokenKind.Integer => new ItemExpression(open.Position, target, new ConstantExpression(name.Position, Numbers.ParseInteger(name.Text, 0))),
                _ => throw TemplateFault.Syntax("expected name or number", name.Position),
            };
        }

        List<Expression> keys = [];
        Expression? slice = null;
        while (!Tokens.Current.IsOperator("]"))
        {
            if (keys.Count > 0 || slice is not null)
            {
                Tokens.ExpectOperator(",");
            }

            if ((slice = Subscribed(target, open.Position, out Expression? key)) is null)
            {
                keys.Add(key!);
            }
            else if (keys.Count > 0 || !Tokens.Current.IsOperator("]"))
            {
                throw state.Fail("a slice beside other keys is not known to any value");
            }
        }

        Tokens.ExpectOperator("]");
        return slice ?? new ItemExpression(open.Position, target, keys.Count == 1 ? keys[0] : new SequenceExpression(open.Position, [.. keys], isTuple: true));
    }

    private SliceExpression? Subscribed(Expression target, int position, out Expression? key)
    {
        key = Tokens.Current.IsOperator(":") ? null : expressions.Parse();
        if (!Tokens.SkipOperator(":"))
        {
            return null;
        }

        Expression? stop = Bound(), step = Tokens.SkipOperator(":") ? Bound() : null;
        return new SliceExpression(position, target, key, stop, step);
    }

    private Expression? Bound() =>
        Tokens.Current.IsOperator(":") || Tokens.Current.IsOperator("]") || Tokens.Current.IsOperator(",") ? null : expressions.Parse();

    private Expression Test(Expression target)
    {
        int position = Tokens.Take().Position;
        bool negated = Tokens.SkipName("not");
        string name = DottedName();
        Builtin? test = Known(TestTable.Find(name), "test", name, position);
        ArgumentList arguments = ArgumentList.None;
        Token next = Tokens.Current;
        if (next.IsOperator("("))
        {
            arguments = CallArguments();
        }
        else if ((next.Kind is TokenKind.String or TokenKind.Integer or TokenKind.Float || next.IsOperator("[") || next.IsOperator("{")
            || next.Kind == TokenKind.Name) && !(next.IsName("else") || next.IsName("or") || next.IsName("and")))
        {
            if (next.IsName("is"))
            {
                throw state.Fail("You cannot chain multiple tests with is");
            }

            arguments = new ArgumentList([Postfix(Primary())], [], null, null);
        }

        Expression expression = new TestExpression(position, target, name, test, arguments);
        return negated ? new UnaryExpression(position, UnaryOperator.Not, expression) : expression;
    }

    private Builtin? Known(Builtin? found, string kind, string name, int position) =>
        found is null && !state.IsConditional ? throw TemplateFault.Syntax($"No {kind} named '{name}'.", position) : found;

    private string DottedName()
    {
        string name = Tokens.Expect(TokenKind.Name).Text;
        while (Tokens.SkipOperator("."))
        {
            name += "." + Tokens.Expect(TokenKind.Name).Text;
        }

        return name;
    }
}
