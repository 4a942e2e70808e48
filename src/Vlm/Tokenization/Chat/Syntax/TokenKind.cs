namespace Vlm.Tokenization.Chat;

/// <summary>What a template's source is cut into.</summary>
internal enum TokenKind
{
    /// <summary>Text outside of all marks.</summary>
    Data,
    BlockBegin,
    BlockEnd,
    VariableBegin,
    VariableEnd,
    Name,
    String,
    Integer,
    Float,
    Operator,
    End,
}
