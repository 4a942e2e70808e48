namespace Vlm.Tokenization.Chat;

/// <summary>{% macro name(…) %}</summary>
internal sealed class MacroStatement(int position, int id, MacroDefinition definition) : Statement(position, definition.Height + 1)
{
    public override Flow Execute(Scope scope)
    {
        scope.Set(id, new MacroValue(definition, scope));
        return Flow.Next;
    }
}

/// <summary>{% call(…) name(…) %}: calls a macro that may in turn call the block's body.</summary>
internal sealed class CallBlockStatement(int position, CallExpression call, MacroDefinition caller) : Statement(position, Math.Max(call.Height, caller.Height) + 1)
{
    public override Flow Execute(Scope scope)
    {
        scope.Rendering.WriteValue(call.Evaluate(scope, new MacroValue(caller, scope)));
        return Flow.Next;
    }
}
