namespace Vlm.Tokenization.Chat;

/// <summary>{% if %} with its {% elif %} and {% else %}; it opens no scope of its own.</summary>
internal sealed class IfStatement(int position, (Expression Test, Body Body)[] branches, Body otherwise)
    : Statement(position, Math.Max(branches.Max(branch => Math.Max(branch.Test.Height, branch.Body.Height)), otherwise.Height) + 1)
{
    public override Flow Execute(Scope scope)
    {
        foreach ((Expression test, Body body) in branches)
        {
            if (Comparison.IsTrue(test.Evaluate(scope)))
            {
                return body.Execute(scope);
            }

            scope.Rendering.Budget.Step();
        }

        return otherwise.Execute(scope);
    }
}
