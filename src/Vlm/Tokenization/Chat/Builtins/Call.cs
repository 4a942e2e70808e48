namespace Vlm.Tokenization.Chat;

/// <summary>One call of a <see cref="Builtin"/>: the value that it works on and its arguments by place.</summary>
internal readonly struct Call(Rendering rendering, object? self, object?[] bound, Arguments arguments)
{
    public Rendering Rendering => rendering;

    /// <summary>The piped value of a filter or test, the owner of a method.</summary>
    public object? Self => self;

    /// <summary>The arguments as they were given.</summary>
    public Arguments Arguments => arguments;

    public object? this[int index] => bound[index];

    public bool Has(int index) => bound[index] != Missing.Value;

    public object? Or(int index, object? otherwise) => Has(index) ? bound[index] : otherwise;

    public bool IsTrue(int index, bool otherwise = false) => Has(index) ? Comparison.IsTrue(bound[index]) : otherwise;

    /// <summary>An integer argument.</summary>
    public long Integer(int index, long otherwise) => Has(index) ? Numbers.Index(bound[index]) : otherwise;

    /// <summary>An integer argument that may be None.</summary>
    public long? IntegerOrNone(int index) => Has(index) && bound[index] is not null ? Numbers.Index(bound[index]) : null;

    /// <summary>An argument that must be a text.</summary>
    public string Text(int index) => Texts.TryGet(bound[index], out string? text) ? text
        : bound[index] is UndefinedValue undefined ? throw undefined.Fault()
        : throw TemplateFault.Evaluation($"argument must be str, not {TypeNames.Of(bound[index])}");

    /// <summary>str(self).</summary>
    public string SelfText => Spelling.Text(self, rendering);
}
