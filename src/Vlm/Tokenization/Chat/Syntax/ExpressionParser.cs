namespace Vlm.Tokenization.Chat;

/// <summary>Reads expressions, from the weakest operator to the strongest: if, or, and, not, comparison, + and -, ~, * / // %, **, unary.</summary>
internal sealed class ExpressionParser
{
    private readonly ParserState _state;
    private readonly OperandParser _operands;

    public ExpressionParser(ParserState state)
    {
        _state = state;
        _operands = new OperandParser(state, this);
    }

    private TokenStream Tokens => _state.Tokens;

    public OperandParser Operands => _operands;

    public Expression Parse(bool withCondition = true)
    {
        _state.Enter();
        Expression expression = withCondition ? Conditional() : Or();
        _state.Leave();
        return expression;
    }

    /// <summary>One expression, or several with commas between them: a tuple.</summary>
    /// <param name="withCondition">Whether "a if b else c" may stand there.</param>
    /// <param name="endName">A name that ends a tuple after a comma; null for none.</param>
    /// <param name="inParentheses">Whether nothing at all is the empty tuple.</param>
    public Expression Tuple(bool withCondition = true, string? endName = null, bool inParentheses = false)
    {
        int position = Tokens.Position;
        List<Expression> items = [];
        bool isTuple = false;
        while (true)
        {
            if (items.Count > 0 || isTuple)
            {
                Tokens.ExpectOperator(",");
            }

            if (Tokens.Current.Kind is TokenKind.VariableEnd or TokenKind.BlockEnd || Tokens.Current.IsOperator(")") || (endName is not null && Tokens.Current.IsName(endName)))
            {
                break;
            }

            items.Add(Parse(withCondition));
            if (!Tokens.Current.IsOperator(","))
            {
                break;
            }

            isTuple = true;
        }

        if (!isTuple && items.Count > 0)
        {
            return items[0];
        }

        return isTuple || inParentheses
            ? _state.Checked(new SequenceExpression(position, [.. items], isTuple: true))
            : throw _state.Fail($"Expected an expression, got '{Tokens.Current}'");
    }

    /// <summary>An operand with its signs and everything after it.</summary>
    public Expression Unary(bool withFilter = true)
    {
        _state.Enter();
        int position = Tokens.Position;
        Expression expression = Tokens.SkipOperator("-") ? _state.Checked(new UnaryExpression(position, UnaryOperator.Negate, Unary(withFilter: false)))
            : Tokens.SkipOperator("+") ? _state.Checked(new UnaryExpression(position, UnaryOperator.Plus, Unary(withFilter: false)))
            : _operands.Primary();
        expression = _operands.Postfix(expression);
        expression = withFilter ? _operands.Filters(expression) : expression;
        _state.Leave();
        return expression;
    }

    private Expression Conditional()
    {
        Expression expression = Or();
        while (Tokens.Current.IsName("if"))
        {
            int position = Tokens.Take().Position;
            bool outer = _state.IsConditional;
            _state.IsConditional = true;
            Expression test = Or();
            Expression? otherwise = null;
            if (Tokens.SkipName("else"))
            {
                otherwise = Parse();
            }

            _state.IsConditional = outer;
            expression = _state.Checked(new ConditionalExpression(position, test, expression, otherwise));
        }

        return expression;
    }

    private Expression Or()
    {
        Expression left = And();
        while (Tokens.Current.IsName("or"))
        {
            int position = Tokens.Take().Position;
            left = _state.Checked(new LogicalExpression(position, isAnd: false, left, And()));
        }

        return left;
    }

    private Expression And()
    {
        Expression left = Not();
        while (Tokens.Current.IsName("and"))
        {
            int position = Tokens.Take().Position;
            left = _state.Checked(new LogicalExpression(position, isAnd: true, left, Not()));
        }

        return left;
    }

    private Expression Not()
    {
        if (!Tokens.Current.IsName("not"))
        {
            return Compare();
        }

        _state.Enter();
        int position = Tokens.Take().Position;
        Expression expression = _state.Checked(new UnaryExpression(position, UnaryOperator.Not, Not()));
        _state.Leave();
        return expression;
    }

    private Expression Compare()
    {
        int position = Tokens.Position;
        Expression first = Sum();
        List<CompareOperator> ops = [];
        List<Expression> others = [];
        while (TakeComparison() is { } op)
        {
            ops.Add(op);
            others.Add(Sum());
        }

        return ops.Count == 0 ? first : _state.Checked(new CompareExpression(position, first, [.. ops], [.. others]));
    }

    private CompareOperator? TakeComparison()
    {
        CompareOperator? op = Tokens.Current switch
        {
            { Kind: TokenKind.Operator, Text: "==" } => CompareOperator.Equal,
            { Kind: TokenKind.Operator, Text: "!=" } => CompareOperator.NotEqual,
            { Kind: TokenKind.Operator, Text: ">" } => CompareOperator.Greater,
            { Kind: TokenKind.Operator, Text: ">=" } => CompareOperator.GreaterOrEqual,
            { Kind: TokenKind.Operator, Text: "<" } => CompareOperator.Less,
            { Kind: TokenKind.Operator, Text: "<=" } => CompareOperator.LessOrEqual,
            { Kind: TokenKind.Name, Text: "in" } => CompareOperator.In,
            { Kind: TokenKind.Name, Text: "not" } when Tokens.Ahead.IsName("in") => CompareOperator.NotIn,
            _ => null,
        };
        if (op is not null)
        {
            Tokens.Take();
        }

        if (op == CompareOperator.NotIn)
        {
            Tokens.Take();
        }

        return op;
    }

    private Expression Sum() => Chain(Concat, "+", BinaryOperator.Add, "-", BinaryOperator.Subtract);

    private Expression Concat()
    {
        int position = Tokens.Position;
        Expression first = Product();
        if (!Tokens.Current.IsOperator("~"))
        {
            return first;
        }

        List<Expression> parts = [first];
        while (Tokens.SkipOperator("~"))
        {
            parts.Add(Product());
        }

        return _state.Checked(new ConcatExpression(position, [.. parts]));
    }

    private Expression Product() =>
        Chain(Power, "*", BinaryOperator.Multiply, "/", BinaryOperator.Divide, "//", BinaryOperator.FloorDivide, "%", BinaryOperator.Modulo);

    private Expression Power() => Chain(() => Unary(), "**", BinaryOperator.Power, "", default);

    private Expression Chain(
        Func<Expression> operand, string sign1, BinaryOperator op1, string sign2, BinaryOperator op2,
        string sign3 = "", BinaryOperator op3 = default, string sign4 = "", BinaryOperator op4 = default)
    {
        Expression left = operand();
        while (Tokens.Current.Kind == TokenKind.Operator)
        {
            string sign = Tokens.Current.Text;
            BinaryOperator? op = sign == sign1 ? op1 : sign == sign2 ? op2 : sign == sign3 ? op3 : sign == sign4 ? op4 : null;
            if (op is null)
            {
                break;
            }

            int position = Tokens.Take().Position;
            left = _state.Checked(new BinaryExpression(position, op.Value, left, operand()));
        }

        return left;
    }
}
