namespace Vlm.Tokenization.Chat;

/// <summary>What a value is given to: a name, several names, or an attribute of a namespace.</summary>
internal abstract class Target
{
    public abstract void Assign(Scope scope, object? value);
}

internal sealed class NameTarget(int id) : Target
{
    public override void Assign(Scope scope, object? value) => scope.Set(id, value);
}

internal sealed class TupleTarget(Target[] targets) : Target
{
    public override void Assign(Scope scope, object? value)
    {
        if (!Iteration.IsIterable(value))
        {
            throw TemplateFault.Evaluation($"cannot unpack non-iterable {TypeNames.Of(value)} object");
        }

        object?[] items = Iteration.ToArray(value, scope.Rendering);
        if (items.Length != targets.Length)
        {
            throw TemplateFault.Evaluation(items.Length < targets.Length
                ? $"not enough values to unpack (expected {targets.Length}, got {items.Length})"
                : $"too many values to unpack (expected {targets.Length})");
        }

        for (int i = 0; i < targets.Length; i++)
        {
            targets[i].Assign(scope, items[i]);
        }
    }
}

internal sealed class NamespaceTarget(int id, string attribute) : Target
{
    public override void Assign(Scope scope, object? value)
    {
        if (scope.Get(id) is not NamespaceValue space)
        {
            throw TemplateFault.Evaluation("cannot assign attribute on non-namespace object");
        }

        space.Attributes[attribute] = value;
    }
}
