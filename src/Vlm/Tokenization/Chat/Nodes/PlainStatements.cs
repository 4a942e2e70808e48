namespace Vlm.Tokenization.Chat;

/// <summary>Text of the template itself.</summary>
internal sealed class DataStatement(int position, string text) : Statement(position, 1)
{
    public override Flow Execute(Scope scope)
    {
        scope.Rendering.Write(text);
        return Flow.Next;
    }
}

/// <summary>{{ value }}</summary>
internal sealed class OutputStatement(int position, Expression value) : Statement(position, value.Height + 1)
{
    public override Flow Execute(Scope scope)
    {
        scope.Rendering.WriteValue(value.Evaluate(scope));
        return Flow.Next;
    }
}

/// <summary>{% set target = value %}</summary>
internal sealed class SetStatement(int position, Target target, Expression value) : Statement(position, value.Height + 1)
{
    public override Flow Execute(Scope scope)
    {
        object? result = value.Evaluate(scope);
        scope.Rendering.At = Position;
        target.Assign(scope, result);
        return Flow.Next;
    }
}

/// <summary>{% break %} and {% continue %}</summary>
internal sealed class FlowStatement(int position, Flow flow) : Statement(position, 1)
{
    public override Flow Execute(Scope scope) => flow;
}

/// <summary>A tag that would need other templates: they have none beside them here, as in the reference.</summary>
internal sealed class LoadingStatement(int position) : Statement(position, 1)
{
    public override Flow Execute(Scope scope) => throw TemplateFault.Evaluation("no loader for this environment specified");
}
