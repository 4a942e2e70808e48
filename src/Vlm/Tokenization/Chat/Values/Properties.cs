using System.Numerics;

namespace Vlm.Tokenization.Chat;

/// <summary>Attributes that are values rather than methods.</summary>
internal static class Properties
{
    public static bool TryGet(object? owner, string name, out object? value)
    {
        value = owner switch
        {
            LoopValue loop => OfLoop(loop, name),
            MacroValue macro => OfMacro(macro, name),
            CyclerValue cycler when name == "current" => cycler.Current,
            RangeValue range => name switch { "start" => range.Start, "stop" => range.Stop, "step" => range.Step, _ => Missing.Value },
            double number => name switch { "real" => number, "imag" => 0.0, _ => Missing.Value },
            long or bool or BigInteger => name switch { "real" or "numerator" => Arithmetic.Plus(owner), "imag" => 0L, "denominator" => 1L, _ => Missing.Value },
            _ => Missing.Value,
        };
        return value != Missing.Value;
    }

    private static object? OfLoop(LoopValue loop, string name) => name switch
    {
        "index" => Boxed.Of(loop.Index0 + 1),
        "index0" => Boxed.Of(loop.Index0),
        "first" => Boxed.Of(loop.Index0 == 0),
        "last" => Boxed.Of(loop.IsLast),
        "length" => Boxed.Of(loop.Length),
        "revindex" => Boxed.Of(loop.Length - loop.Index0),
        "revindex0" => Boxed.Of(loop.Length - loop.Index0 - 1),
        "depth" => Boxed.Of(loop.Depth0 + 1),
        "depth0" => Boxed.Of(loop.Depth0),
        "previtem" => loop.Previous == Missing.Value ? new UndefinedValue("there is no previous item") : loop.Previous,
        "nextitem" => loop.Next is var next && next == Missing.Value ? new UndefinedValue("there is no next item") : next,
        _ => Missing.Value,
    };

    private static object? OfMacro(MacroValue macro, string name) => name switch
    {
        "name" => macro.Name,
        "arguments" => new TupleValue([.. macro.Definition.Parameters.Select(parameter => parameter.Name)]),
        "catch_kwargs" => Boxed.Of(macro.Definition.NamedId is not null),
        "catch_varargs" => Boxed.Of(macro.Definition.PositionalId is not null),
        "caller" => Boxed.Of(macro.Definition.CallerId is not null),
        _ => Missing.Value,
    };
}
