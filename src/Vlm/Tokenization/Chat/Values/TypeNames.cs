using System.Numerics;

namespace Vlm.Tokenization.Chat;

/// <summary>What Python calls the type of a value.</summary>
internal static class TypeNames
{
    public static string Of(object? value) => value switch
    {
        null => "NoneType",
        bool => "bool",
        long or BigInteger => "int",
        double => "float",
        string => "str",
        ListValue => "list",
        TupleValue { IsGroup: true } => "_GroupTuple",
        TupleValue => "tuple",
        DictValue => "dict",
        RangeValue => "range",
        MarkupValue => "Markup",
        UndefinedValue => "Undefined",
        NamespaceValue => "Namespace",
        MacroValue => "Macro",
        LoopValue => "LoopContext",
        IteratorValue => "generator",
        DictViewValue view => view.TypeName,
        BoundMethod => "builtin_function_or_method",
        _ => "function",
    };

    /// <summary>With the module, where it is not a builtin.</summary>
    public static string Full(object value) => value switch
    {
        MarkupValue => "markupsafe.Markup",
        NamespaceValue => "jinja2.utils.Namespace",
        MacroValue => "jinja2.runtime.Macro",
        LoopValue => "jinja2.runtime.LoopContext",
        UndefinedValue => "jinja2.runtime.Undefined",
        _ => Of(value),
    };
}
