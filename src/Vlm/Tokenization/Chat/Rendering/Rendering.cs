using System.Text;

namespace Vlm.Tokenization.Chat;

/// <summary>One run of a template: what is written, what is left of the budget, and where it stands.</summary>
internal sealed class Rendering
{
    private readonly object?[] _root;
    private StringBuilder _output = new();

    public Rendering(TemplateSource source, RenderLimits limits, DateTimeOffset now)
    {
        Source = source;
        Budget = new Budget(limits);
        Now = now;
        _root = new object?[source.Names.Count];
        Array.Fill(_root, Missing.Value);
        RootOutput = _output;
    }

    public TemplateSource Source { get; }

    public Budget Budget { get; }

    /// <summary>What strftime_now sees.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The code unit of the source where the running operation stands.</summary>
    public int At { get; set; }

    /// <summary>Whether printed values are escaped as HTML; off unless the template turns it on.</summary>
    public bool AutoEscape { get; set; }

    /// <summary>The text of the block whose filters run.</summary>
    public object? BlockText { get; set; }

    /// <summary>The variables of the outermost level, by name id.</summary>
    public object?[] Root => _root;

    /// <summary>What has been written to the outermost level so far.</summary>
    public StringBuilder RootOutput { get; }

    /// <summary>The code units of the output that generation tags held.</summary>
    public List<(int Start, int End)> GenerationSpans { get; } = [];

    public void Write(string text)
    {
        Budget.Text(text.Length);
        if (_output.Length + text.Length > Source.Limits.TextLength)
        {
            throw TemplateFault.Limit($"the output has more than {Source.Limits.TextLength} characters.");
        }

        _output.Append(text);
    }

    public void WriteValue(object? value) =>
        Write(value is string text && !AutoEscape ? text : AutoEscape ? MarkupValue.Escape(value, this).Text : Spelling.Text(value, this));

    /// <summary>What a body writes, as a text rather than into the output.</summary>
    public string Capture<T>(T state, Action<Rendering, T> body)
    {
        StringBuilder outer = _output;
        _output = new StringBuilder();
        try
        {
            body(this, state);
            Budget.Text(_output.Length);
            return _output.ToString();
        }
        finally
        {
            _output = outer;
        }
    }

    /// <summary>A captured text: marked as HTML where values are escaped.</summary>
    public object Captured(string text) => AutoEscape ? new MarkupValue(text) : text;
}
