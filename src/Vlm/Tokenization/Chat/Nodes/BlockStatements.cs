namespace Vlm.Tokenization.Chat;

/// <summary>{% set target %}…{% endset %}, perhaps filtered.</summary>
internal sealed class SetBlockStatement(int position, Target target, Expression value, Body body) : Statement(position, Math.Max(body.Height, value.Height) + 1)
{
    public override Flow Execute(Scope scope)
    {
        Rendering rendering = scope.Rendering;
        rendering.BlockText = rendering.Captured(rendering.Capture((body, scope), static (_, state) => state.body.Execute(new Scope(state.scope))));
        target.Assign(scope, value.Evaluate(scope));
        return Flow.Next;
    }
}

/// <summary>{% filter … %}…{% endfilter %}</summary>
internal sealed class FilterBlockStatement(int position, Expression value, Body body) : Statement(position, Math.Max(body.Height, value.Height) + 1)
{
    public override Flow Execute(Scope scope)
    {
        Rendering rendering = scope.Rendering;
        rendering.BlockText = rendering.Captured(rendering.Capture((body, scope), static (_, state) => state.body.Execute(new Scope(state.scope))));
        rendering.WriteValue(value.Evaluate(scope));
        return Flow.Next;
    }
}

/// <summary>{% with a = 1, b = 2 %}: the values are of the scope outside.</summary>
internal sealed class WithStatement(int position, (Target Target, Expression Value)[] pairs, Body body)
    : Statement(position, Math.Max(body.Height, pairs.Select(pair => pair.Value.Height).DefaultIfEmpty().Max()) + 1)
{
    public override Flow Execute(Scope scope)
    {
        Scope inner = new(scope);
        foreach ((Target target, Expression value) in pairs)
        {
            target.Assign(inner, value.Evaluate(scope));
        }

        return body.Execute(inner);
    }
}

/// <summary>{% block name %}: written where it stands; it sees the outermost variables, or with "scoped" those around it.</summary>
internal sealed class NamedBlockStatement(int position, Body body, bool isScoped) : Statement(position, body.Height + 1)
{
    public override Flow Execute(Scope scope)
    {
        body.Execute(new Scope(isScoped ? scope : scope.Root));
        return Flow.Next;
    }
}

/// <summary>{% autoescape on %}</summary>
internal sealed class AutoEscapeStatement(int position, Expression on, Body body) : Statement(position, Math.Max(on.Height, body.Height) + 1)
{
    public override Flow Execute(Scope scope)
    {
        Rendering rendering = scope.Rendering;
        bool before = rendering.AutoEscape;
        rendering.AutoEscape = Comparison.IsTrue(on.Evaluate(scope));
        Flow flow = body.Execute(new Scope(scope));
        rendering.AutoEscape = before;
        return flow;
    }
}

/// <summary>{% generation %}: what the assistant says; its place in the output is kept.</summary>
internal sealed class GenerationStatement(int position, Body body) : Statement(position, body.Height + 1)
{
    public override Flow Execute(Scope scope)
    {
        Rendering rendering = scope.Rendering;
        string text = rendering.Capture((body, scope), static (_, state) => state.body.Execute(new Scope(state.scope)));
        rendering.GenerationSpans.Add((rendering.RootOutput.Length, rendering.RootOutput.Length + text.Length));
        rendering.Write(text);
        return Flow.Next;
    }
}
