using System.Collections.Frozen;
using System.Numerics;

namespace Vlm.Tokenization.Chat;

/// <summary>Jinja's tests by name.</summary>
internal static class TestTable
{
    private static readonly (string[] Names, CompareOperator Operator)[] Comparisons =
    [
        (["eq", "==", "equalto"], CompareOperator.Equal),
        (["ne", "!="], CompareOperator.NotEqual),
        (["lt", "<", "lessthan"], CompareOperator.Less),
        (["le", "<="], CompareOperator.LessOrEqual),
        (["gt", ">", "greaterthan"], CompareOperator.Greater),
        (["ge", ">="], CompareOperator.GreaterOrEqual),
    ];

    private static readonly FrozenDictionary<string, Builtin> Table = BuiltinTable.Of(
        ("defined", "", (in call) => Boxed.Of(call.Self is not UndefinedValue)),
        ("undefined", "", (in call) => Boxed.Of(call.Self is UndefinedValue)),
        ("none", "", (in call) => Boxed.Of(call.Self is null)),
        ("string", "", (in call) => Boxed.Of(Texts.Is(call.Self))),
        ("number", "", (in call) => Boxed.Of(Numbers.IsNumber(call.Self))),
        ("integer", "", (in call) => Boxed.Of(call.Self is long or BigInteger)),
        ("float", "", (in call) => Boxed.Of(call.Self is double)),
        ("boolean", "", (in call) => Boxed.Of(call.Self is bool)),
        ("true", "", (in call) => Boxed.Of(call.Self is true)),
        ("false", "", (in call) => Boxed.Of(call.Self is false)),
        ("mapping", "", (in call) => Boxed.Of(call.Self is DictValue)),
        ("sequence", "", (in call) => Boxed.Of(IsSequence(call.Self))),
        ("iterable", "", (in call) => Boxed.Of(Iteration.IsIterable(call.Self))),
        ("callable", "", (in call) => Boxed.Of(Calling.IsCallable(call.Self))),
        ("sameas", "other", (in call) => Boxed.Of(IsSame(call.Self, call[0]))),
        ("in", "seq", (in call) => Boxed.Of(Comparison.Contains(call[0], call.Self, call.Rendering))),
        ("odd", "", (in call) => Boxed.Of(Comparison.AreEqual(Arithmetic.Modulo(call.Self, 2L, call.Rendering), 1L, call.Rendering))),
        ("even", "", (in call) => Boxed.Of(Comparison.AreEqual(Arithmetic.Modulo(call.Self, 2L, call.Rendering), 0L, call.Rendering))),
        ("divisibleby", "num", (in call) => Boxed.Of(Comparison.AreEqual(Arithmetic.Modulo(call.Self, call[0], call.Rendering), 0L, call.Rendering))),
        ("lower", "", (in call) => Boxed.Of(TextClasses.HasCase(call.SelfText, CaseMapping.IsLower))),
        ("upper", "", (in call) => Boxed.Of(TextClasses.HasCase(call.SelfText, CaseMapping.IsUpper))),
        ("escaped", "", (in call) => Boxed.Of(call.Self is MarkupValue)),
        ("filter", "", (in call) => Boxed.Of(call.Self is string name && FilterTable.Find(name) is not null)),
        ("test", "", (in call) => Boxed.Of(call.Self is string name && Find(name) is not null)))
        .Concat(Comparisons.SelectMany(row => row.Names.Select(name => KeyValuePair.Create(
            name, new Builtin(name, "other", (in call) => Boxed.Of(CompareExpression.Holds(row.Operator, call.Self, call[0], call.Rendering))))))).ToFrozenDictionary();

    public static Builtin? Find(string name) => Table.GetValueOrDefault(name);

    // Python asks for a length and for __getitem__.
    private static bool IsSequence(object? value) => value is string or MarkupValue or SequenceValue or DictValue or RangeValue or UndefinedValue;

    private static bool IsSame(object? a, object? b) => ReferenceEquals(a, b) || (a, b) switch
    {
        (bool x, bool y) => x == y,
        (long x, long y) => x == y && x is >= -5 and <= 256,
        (string x, string y) => x == y,
        (TupleValue { Items.Length: 0 }, TupleValue { Items.Length: 0 }) => true,
        _ => false,
    };
}
