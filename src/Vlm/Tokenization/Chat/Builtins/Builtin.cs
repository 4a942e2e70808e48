namespace Vlm.Tokenization.Chat;

/// <summary>The work of a filter, test, method or function.</summary>
internal delegate object? BuiltinBody(in Call call);

/// <summary>A filter, test, method or function, with the parameters that it takes.</summary>
internal sealed class Builtin
{
    private readonly string[] _parameters;
    private readonly int _required;
    private readonly bool _takesMore;
    private readonly bool _takesNames;
    private readonly BuiltinBody _body;

    /// <param name="name">As the template calls it.</param>
    /// <param name="parameters">Names parted by spaces, "?" after the optional ones; "*" takes any further arguments, "**" any names.</param>
    /// <param name="body">The work.</param>
    public Builtin(string name, string parameters, BuiltinBody body)
    {
        Name = name;
        _body = body;
        string[] words = parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        _takesMore = words.Contains("*");
        _takesNames = words.Contains("**");
        string[] own = [.. words.Where(word => word[0] != '*')];
        _required = own.Count(word => word[^1] != '?');
        _parameters = [.. own.Select(word => word.TrimEnd('?'))];
    }

    public string Name { get; }

    public object? Invoke(Rendering rendering, object? self, Arguments arguments) =>
        _body(new Call(rendering, self, Bind(arguments), arguments));

    private object?[] Bind(Arguments arguments)
    {
        if (_parameters.Length == 0 && arguments.Named.Count == 0 && arguments.Positional.Length == 0)
        {
            return [];
        }

        object?[] bound = new object?[_parameters.Length];
        Array.Fill(bound, Missing.Value);
        int given = Math.Min(arguments.Positional.Length, bound.Length);
        if (arguments.Positional.Length > bound.Length && !_takesMore)
        {
            throw TemplateFault.Evaluation($"{Name}() takes at most {bound.Length} arguments ({arguments.Positional.Length} given)");
        }

        Array.Copy(arguments.Positional, bound, given);
        foreach ((string name, object? value) in arguments.Named)
        {
            int at = Array.IndexOf(_parameters, name);
            if (at >= 0 && bound[at] != Missing.Value)
            {
                throw TemplateFault.Evaluation($"{Name}() got multiple values for argument '{name}'");
            }

            if (at >= 0)
            {
                bound[at] = value;
            }
            else if (!_takesNames)
            {
                throw TemplateFault.Evaluation($"{Name}() got an unexpected keyword argument '{name}'");
            }
        }

        int missing = Array.IndexOf(bound, Missing.Value, 0, _required);
        return missing < 0 ? bound : throw TemplateFault.Evaluation($"{Name}() missing 1 required positional argument: '{_parameters[missing]}'");
    }
}

/// <summary>A method with the value that it belongs to.</summary>
internal sealed record BoundMethod(object? Receiver, Builtin Definition);
