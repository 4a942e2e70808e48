namespace Vlm.Tokenization.Chat;

/// <summary>What is left of the <see cref="RenderLimits"/> of one rendering. Everything that a template can make grow is charged before it is made.</summary>
internal sealed class Budget
{
    private const int TimeCheckSteps = 4096;
    private readonly RenderLimits _limits;
    private readonly long _deadline;
    private int _steps;
    private int _nextTimeCheck;
    private long _text;
    private int _depth;

    public Budget(RenderLimits limits)
    {
        _limits = limits;
        _steps = limits.Steps;
        _nextTimeCheck = _steps - TimeCheckSteps;
        _text = limits.TextTotal;
        _deadline = Environment.TickCount64 + (long)limits.Time.TotalMilliseconds;
    }

    /// <summary>Charges operations or items.</summary>
    public void Step(int count = 1)
    {
        _steps -= count;
        if (_steps < _nextTimeCheck)
        {
            CheckSteps();
        }
    }

    /// <summary>Charges a text that is about to be made.</summary>
    public void Text(long length)
    {
        if (length > _limits.TextLength)
        {
            throw TemplateFault.Limit($"a text of {length} characters would be made; a template may make texts of {_limits.TextLength}.");
        }

        _text -= length;
        if (_text < 0)
        {
            throw TemplateFault.Limit($"the texts that were made on the way have more than {_limits.TextTotal} characters together.");
        }

        Step(1 + (int)(length >> 6));
    }

    /// <summary>Charges the reading of a text.</summary>
    public void Scan(int length) => Step(1 + (length >> 4));

    /// <summary>Charges a list that is about to be made.</summary>
    public void Items(long count)
    {
        if (count > _limits.Steps)
        {
            throw TemplateFault.Limit($"a list of {count} items would be made; a template may take {_limits.Steps} steps.");
        }

        Step((int)count + 1);
    }

    /// <summary>Goes into a macro, a caller or a recursive loop whose tree has this height.</summary>
    public void Enter(int height)
    {
        _depth += height + 1;
        if (_depth > _limits.CallDepth || !System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw TemplateFault.Limit($"macros or loops call each other too deeply (tree height {_depth} of {_limits.CallDepth}).");
        }
    }

    public void Leave(int height) => _depth -= height + 1;

    private void CheckSteps()
    {
        if (_steps < 0)
        {
            throw TemplateFault.Limit($"the template took more than {_limits.Steps} steps.");
        }

        _nextTimeCheck = _steps - TimeCheckSteps;
        if (Environment.TickCount64 > _deadline)
        {
            throw TemplateFault.Limit($"the template ran longer than {_limits.Time.TotalSeconds} s.");
        }
    }
}
