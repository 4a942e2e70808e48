namespace Vlm.Tokenization.Chat;

/// <summary>Calls whatever can be called.</summary>
internal static class Calling
{
    public static object? Invoke(Rendering rendering, object? callee, Arguments arguments)
    {
        rendering.Budget.Step();
        return callee switch
        {
            MacroValue macro => macro.Invoke(rendering, arguments),
            BoundMethod method => method.Definition.Invoke(rendering, method.Receiver, arguments),
            Builtin function => function.Invoke(rendering, null, arguments),
            LoopValue loop => loop.Recurse(rendering, arguments),
            JoinerValue joiner => joiner.Next(),
            UndefinedValue undefined => throw undefined.Fault(),
            _ => throw TemplateFault.Evaluation($"'{TypeNames.Of(callee)}' object is not callable"),
        };
    }

    public static bool IsCallable(object? value) => value is MacroValue or BoundMethod or Builtin or LoopValue or JoinerValue or UndefinedValue;
}
