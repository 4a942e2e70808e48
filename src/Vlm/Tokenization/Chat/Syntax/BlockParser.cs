namespace Vlm.Tokenization.Chat;

/// <summary>Reads the tags.</summary>
internal sealed class BlockParser(ParserState state, ExpressionParser expressions, StatementParser statements)
{
    private TokenStream Tokens => state.Tokens;

    /// <summary>The statement of a tag whose name was just taken; null for an unknown name.</summary>
    public Statement? Parse(Token name) => name.Text switch
    {
        "if" => If(name.Position),
        "for" => For(name.Position),
        "set" => Set(name.Position),
        "macro" => Macro(name.Position),
        "call" => CallBlock(name.Position),
        "filter" => FilterBlock(name.Position),
        "with" => With(name.Position),
        "block" => NamedBlock(name.Position),
        "autoescape" => new AutoEscapeStatement(name.Position, expressions.Parse(), Unconditional(() => statements.BodyThrough("endautoescape"))),
        "generation" => new GenerationStatement(name.Position, Isolated(() => statements.BodyThrough("endgeneration"))),
        "break" => Leave(name, Flow.Break),
        "continue" => Leave(name, Flow.Continue),
        "include" or "import" or "from" or "extends" => Loading(name.Position),
        _ => null,
    };

    private IfStatement If(int position)
    {
        List<(Expression, Body)> branches = [];
        Body otherwise = Body.Empty;
        bool outer = state.IsConditional;
        state.IsConditional = true;
        while (true)
        {
            Expression test = expressions.Tuple(withCondition: false);
            branches.Add((test, statements.BodyUntil("elif", "else", "endif")));
            string end = Tokens.Take().Text;
            if (end == "elif")
            {
                continue;
            }

            otherwise = end == "else" ? statements.BodyThrough("endif") : otherwise;
            state.IsConditional = outer;
            return new IfStatement(position, [.. branches], otherwise);
        }
    }

    private ForStatement For(int position)
    {
        Target target = AssignTarget(endName: "in", withAttribute: false);
        Tokens.ExpectName("in");
        Expression items = expressions.Tuple(withCondition: false, endName: "recursive");
        Expression? test = Tokens.SkipName("if") ? expressions.Parse() : null;
        bool isRecursive = Tokens.SkipName("recursive");
        int loopUses = state.Uses("loop"), closures = state.Closures;
        state.Loops++;
        Body body = Unconditional(() => statements.BodyUntil("endfor", "else"));
        state.Loops--;
        Body otherwise = Tokens.Take().Text == "else" ? Unconditional(() => statements.BodyThrough("endfor")) : Body.Empty;
        bool usesLoop = isRecursive || state.Uses("loop") > loopUses;
        bool keepsScopes = state.Closures > closures;
        state.Closures += isRecursive ? 1 : 0;
        return new ForStatement(position, new ForParts(target, items, test, body, otherwise, isRecursive, usesLoop ? state.Names.Id("loop") : null, keepsScopes));
    }

    private Statement Set(int position)
    {
        Target target = AssignTarget(endName: null, withAttribute: true);
        if (Tokens.SkipOperator("="))
        {
            return new SetStatement(position, target, expressions.Tuple());
        }

        Expression value = expressions.Operands.FilterChain(new BlockTextExpression(position));
        return new SetBlockStatement(position, target, value, Unconditional(() => statements.BodyThrough("endset")));
    }

    private MacroStatement Macro(int position)
    {
        Token name = AssignableName();
        MacroDefinition definition = Definition(name.Text, "endmacro", Parameters());
        return new MacroStatement(position, state.Names.Id(name.Text), definition);
    }

    private CallBlockStatement CallBlock(int position)
    {
        List<(Token, Expression?)> parameters = Tokens.Current.IsOperator("(") ? Parameters() : [];
        CallExpression call = expressions.Parse() as CallExpression ?? throw state.Fail("expected call");
        return new CallBlockStatement(position, call, Definition(null, "endcall", parameters));
    }

    private FilterBlockStatement FilterBlock(int position)
    {
        Expression value = expressions.Operands.FilterChain(new BlockTextExpression(position), startsInline: true);
        return new FilterBlockStatement(position, value, Unconditional(() => statements.BodyThrough("endfilter")));
    }

    private WithStatement With(int position)
    {
        List<(Target, Expression)> pairs = [];
        while (Tokens.Current.Kind != TokenKind.BlockEnd)
        {
            if (pairs.Count > 0)
            {
                Tokens.ExpectOperator(",");
            }

            Target target = AssignTarget(endName: null, withAttribute: false);
            Tokens.ExpectOperator("=");
            pairs.Add((target, expressions.Parse()));
        }

        return new WithStatement(position, [.. pairs], Unconditional(() => statements.BodyThrough("endwith")));
    }

    private NamedBlockStatement NamedBlock(int position)
    {
        string name = Tokens.Expect(TokenKind.Name).Text;
        bool isScoped = Tokens.SkipName("scoped");
        Tokens.SkipName("required");
        Body body = Isolated(() => statements.BodyThrough("endblock"));
        Tokens.SkipName(name);
        return new NamedBlockStatement(position, body, isScoped);
    }

    private FlowStatement Leave(Token name, Flow flow) => state.Loops > 0
        ? new FlowStatement(name.Position, flow)
        : throw TemplateFault.Syntax($"'{name.Text}' outside loop", name.Position);

    private LoadingStatement Loading(int position)
    {
        while (Tokens.Current.Kind is not (TokenKind.BlockEnd or TokenKind.End))
        {
            Tokens.Take();
        }

        return new LoadingStatement(position);
    }

    /// <summary>A macro's body and which of the special names it mentions.</summary>
    private MacroDefinition Definition(string? name, string end, List<(Token Name, Expression? Default)> parameters)
    {
        string[] special = ["caller", "varargs", "kwargs"];
        int[] before = [.. special.Select(state.Uses)];
        Body body = Isolated(() => statements.BodyThrough(end));
        state.Closures++;
        int?[] ids = [.. special.Select((word, i) => state.Uses(word) > before[i] && !parameters.Any(p => p.Name.Text == word) ? state.Names.Id(word) : (int?)null)];
        MacroParameter[] own = [.. parameters.Select(p => new MacroParameter(p.Name.Text, state.Names.Id(p.Name.Text), p.Default))];
        return new MacroDefinition(name, own, body, ids[0], ids[1], ids[2]);
    }

    private List<(Token Name, Expression? Default)> Parameters()
    {
        Tokens.ExpectOperator("(");
        List<(Token Name, Expression? Default)> parameters = [];
        while (!Tokens.Current.IsOperator(")"))
        {
            if (parameters.Count > 0)
            {
                Tokens.ExpectOperator(",");
            }

            Token name = AssignableName();
            Expression? value = Tokens.SkipOperator("=") ? expressions.Parse() : null;
            if (value is null && parameters.Count > 0 && parameters[^1].Default is not null)
            {
                throw state.Fail("non-default argument follows default argument");
            }

            if (parameters.Any(p => p.Name.Text == name.Text))
            {
                throw state.Fail($"duplicate argument '{name.Text}' in function definition");
            }

            parameters.Add((name, value));
        }

        Tokens.ExpectOperator(")");
        return parameters;
    }

    private Token AssignableName()
    {
        Token name = Tokens.Expect(TokenKind.Name);
        return name.Text is "true" or "false" or "none" or "True" or "False" or "None"
            ? throw TemplateFault.Syntax($"can't assign to '{name.Text}'", name.Position)
            : name;
    }

    private Target AssignTarget(string? endName, bool withAttribute)
    {
        List<Target> targets = [];
        bool isTuple = false;
        while (true)
        {
            if (isTuple && (Tokens.Current.IsOperator("=") || Tokens.Current.IsOperator(")") || Tokens.Current.Kind == TokenKind.BlockEnd || (endName is not null && Tokens.Current.IsName(endName))))
            {
                break;
            }

            targets.Add(OneTarget(endName, withAttribute));
            if (!Tokens.SkipOperator(","))
            {
                break;
            }

            isTuple = true;
        }

        return isTuple ? new TupleTarget([.. targets]) : targets[0];
    }

    private Target OneTarget(string? endName, bool withAttribute)
    {
        if (Tokens.SkipOperator("("))
        {
            state.Enter();
            Target inner = AssignTarget(endName, withAttribute);
            Tokens.ExpectOperator(")");
            state.Leave();
            return inner;
        }

        Token name = AssignableName();
        if (withAttribute && Tokens.SkipOperator("."))
        {
            return new NamespaceTarget(state.Names.Id(name.Text), Tokens.Expect(TokenKind.Name).Text);
        }

        return new NameTarget(state.Names.Id(name.Text));
    }

    /// <summary>A body in a frame of its own: the condition around it no longer excuses unknown filters.</summary>
    private Body Unconditional(Func<Body> parse)
    {
        bool outer = state.IsConditional;
        state.IsConditional = false;
        Body body = parse();
        state.IsConditional = outer;
        return body;
    }

    /// <summary>A body that is a function of its own: loops around it cannot be left from inside.</summary>
    private Body Isolated(Func<Body> parse)
    {
        int loops = state.Loops;
        state.Loops = 0;
        Body body = Unconditional(parse);
        state.Loops = loops;
        return body;
    }
}
