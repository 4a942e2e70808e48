namespace Vlm.Tokenization.Chat;

/// <summary>A macro as it is written. The ids are null for names that its body does not mention.</summary>
internal sealed record MacroDefinition(string? Name, MacroParameter[] Parameters, Body Body, int? CallerId, int? PositionalId, int? NamedId)
{
    public int Height { get; } = Math.Max(Body.Height, Parameters.Select(parameter => parameter.Default?.Height ?? 0).DefaultIfEmpty().Max()) + 1;
}

/// <summary>A parameter of a macro, with its default where it has one.</summary>
internal sealed record MacroParameter(string Name, int Id, Expression? Default);
