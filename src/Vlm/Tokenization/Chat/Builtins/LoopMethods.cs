namespace Vlm.Tokenization.Chat;

/// <summary>Methods of the variable "loop" and of cycler().</summary>
internal static class LoopMethods
{
    private static readonly Builtin Cycle = new("cycle", "*", (in call) => call.Arguments.Positional is { Length: > 0 } items
        ? items[((LoopValue)call.Self!).Index0 % items.Length]
        : throw TemplateFault.Evaluation("no items for cycling given"));

    private static readonly Builtin Changed = new("changed", "*", (in call) => Boxed.Of(((LoopValue)call.Self!).Changed(call.Arguments.Positional, call.Rendering)));
    private static readonly Builtin Next = new("next", "", (in call) => ((CyclerValue)call.Self!).Next());
    private static readonly Builtin Reset = new("reset", "", (in call) =>
    {
        ((CyclerValue)call.Self!).Reset();
        return null;
    });

    public static Builtin? Find(object owner, string name) => (owner, name) switch
    {
        (LoopValue, "cycle") => Cycle,
        (LoopValue, "changed") => Changed,
        (CyclerValue, "next") => Next,
        (CyclerValue, "reset") => Reset,
        _ => null,
    };
}
