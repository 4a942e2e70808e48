namespace Vlm.Tokenization.Chat;

/// <summary>The argument "attribute" of map, sort, join and their like: a.b.0, or several with commas, or a place.</summary>
internal sealed class AttributePath
{
    private readonly object?[][] _paths;
    private readonly object? _default;

    private AttributePath(object?[][] paths, object? otherwise) => (_paths, _default) = (paths, otherwise);

    /// <summary>A path; null where the argument is absent or None.</summary>
    /// <param name="attribute">The argument.</param>
    /// <param name="rendering">What pays.</param>
    /// <param name="mayHaveMany">Whether commas part several paths, whose values are then compared together.</param>
    /// <param name="otherwise">What stands for an undefined value; <see cref="Missing.Value"/> for nothing.</param>
    public static AttributePath? Of(object? attribute, Rendering rendering, bool mayHaveMany = false, object? otherwise = null)
    {
        if (attribute is null || attribute == Missing.Value)
        {
            return null;
        }

        string[] texts = attribute is string text ? mayHaveMany ? text.Split(',') : [text] : [];
        object?[][] paths = texts.Length == 0 ? [[attribute]] : [.. texts.Select(one => (object?[])[.. one.Split('.').Select(Part)])];
        rendering.Budget.Items(paths.Sum(path => path.Length));
        return new AttributePath(paths, otherwise ?? Missing.Value);
    }

    public object? Get(object? item, Rendering rendering)
    {
        if (_paths.Length == 1)
        {
            return Get(_paths[0], item, rendering);
        }

        object?[] values = [.. _paths.Select(path => Get(path, item, rendering))];
        return new ListValue(values);
    }

    private object? Get(object?[] path, object? item, Rendering rendering)
    {
        foreach (object? part in path)
        {
            rendering.Budget.Step();
            item = Access.Item(item, part, rendering);
            if (item is UndefinedValue && _default != Missing.Value)
            {
                item = _default;
            }
        }

        return item;
    }

    private static object? Part(string text) => text.Length is > 0 and < 10 && text.All(char.IsAsciiDigit) ? Numbers.ParseInteger(text, 10) : text;
}
