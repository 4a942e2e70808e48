namespace Vlm.Tokenization.Chat;

/// <summary>What stands between two operands.</summary>
internal enum BinaryOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    FloorDivide,
    Modulo,
    Power,
}

/// <summary>What compares two operands.</summary>
internal enum CompareOperator
{
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    In,
    NotIn,
}

/// <summary>What stands before an operand.</summary>
internal enum UnaryOperator
{
    Not,
    Negate,
    Plus,
}
