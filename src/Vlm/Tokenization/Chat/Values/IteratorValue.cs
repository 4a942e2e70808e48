namespace Vlm.Tokenization.Chat;

/// <summary>What lazy filters give: items that are made when asked for, once.</summary>
internal sealed class IteratorValue
{
    private const int MostNested = 60;
    private readonly int _nesting;

    /// <param name="items">The items.</param>
    /// <param name="source">What they are made from; iterators of iterators are counted, as each takes stack when walked.</param>
    /// <param name="name">As Python prints it.</param>
    public IteratorValue(IEnumerable<object?> items, object? source, string name = "generator object")
    {
        _nesting = source is IteratorValue inner ? inner._nesting + 1 : 0;
        if (_nesting > MostNested)
        {
            throw TemplateFault.Limit($"more than {MostNested} lazy filters stand on each other; put \"| list\" between them.");
        }

        Items = items.GetEnumerator();
        Name = name;
    }

    public IEnumerator<object?> Items { get; }

    public string Name { get; }

    /// <summary>What is left of the items.</summary>
    public IEnumerable<object?> Rest()
    {
        while (Items.MoveNext())
        {
            yield return Items.Current;
        }
    }
}
