namespace Vlm.Tokenization.Chat;

/// <summary>A template that was read: its statements, its names, and its text, which tells where an error stands.</summary>
internal sealed class TemplateSource
{
    private readonly string _text;

    private TemplateSource(string name, string text, RenderLimits limits, Body body, NameTable names)
    {
        (Name, _text, Limits, Body, Names) = (name, text, limits, body, names);
    }

    /// <summary>The file or name that errors tell.</summary>
    public string Name { get; }

    public RenderLimits Limits { get; }

    public Body Body { get; }

    public NameTable Names { get; }

    /// <exception cref="ChatTemplateException">The text is no template.</exception>
    public static TemplateSource Parse(string name, string text, RenderLimits limits)
    {
        string normalized = "";
        try
        {
            if (text.Length > limits.SourceLength)
            {
                throw TemplateFault.Limit($"the template has {text.Length} characters; the most is {limits.SourceLength}.");
            }

            normalized = Lexer.Normalize(text);
            (Body body, NameTable names) = StatementParser.Parse(normalized, limits);
            return new TemplateSource(name, normalized, limits, body, names);
        }
        catch (TemplateFault fault)
        {
            throw Located(fault, name, normalized, fault.Position ?? 0);
        }
    }

    /// <summary>Runs the template with these variables; names that it does not use are passed over.</summary>
    /// <exception cref="ChatTemplateException">The template fails or costs too much.</exception>
    public Rendering Render(IEnumerable<KeyValuePair<string, object?>> variables, DateTimeOffset now)
    {
        Rendering rendering = new(this, Limits, now);
        Globals.AddTo(rendering);
        foreach ((string name, object? value) in variables)
        {
            int id = Names.Find(name);
            if (id >= 0)
            {
                rendering.Root[id] = value;
            }
        }

        try
        {
            Body.Execute(new Scope(rendering));
            return rendering;
        }
        catch (TemplateFault fault)
        {
            throw Located(fault, Name, _text, fault.Position ?? rendering.At);
        }
    }

    /// <summary>The error of a fault at a place; the end of the text stands for places beyond it.</summary>
    private static ChatTemplateException Located(TemplateFault fault, string name, string text, int position)
    {
        ReadOnlySpan<char> before = text.AsSpan(0, Math.Clamp(position, 0, text.Length));
        return new ChatTemplateException(fault.Reason, name, before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'), fault.Message, fault);
    }
}
