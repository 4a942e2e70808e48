using Vlm.Folders;
using Vlm.Tokenization.Chat;

namespace Vlm;

/// <summary>
/// A model's chat template: the Jinja program that writes a conversation the way the model was trained on it. Rendered as Hugging Face's
/// transformers 5 renders it, in a sandbox: a template can call nothing but Jinja's own functions, and its steps, depth, text and time are limited.
/// </summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ChatTemplate
{
    private readonly IReadOnlyDictionary<string, TemplateSource> _sources;
    private readonly string _name;

    private ChatTemplate(IReadOnlyDictionary<string, TemplateSource> sources, string name, IReadOnlyDictionary<string, string> specialTokens)
    {
        _sources = sources;
        _name = name;
        SpecialTokens = specialTokens;
    }

    /// <summary>The special tokens of the template's folder by their variable names, such as <c>bos_token</c>.</summary>
    public IReadOnlyDictionary<string, string> SpecialTokens { get; }

    /// <summary>Reads the template of a model's folder, or a .jinja file.</summary>
    /// <remarks>
    /// In a folder chat_template.jinja goes before chat_template.json, and that before chat_template of tokenizer_config.json. Where templates have
    /// names, "default" is taken, and "tool_use" for conversations with tools.
    /// </remarks>
    /// <param name="folderOrFile">The path of the folder or of the file.</param>
    /// <param name="name">The template's name where the folder has several; null for the rule above.</param>
    /// <returns>The template.</returns>
    /// <exception cref="ModelFolderException">There is no template, or not of that name.</exception>
    /// <exception cref="ChatTemplateException">The template is not Jinja; the error has line and column.</exception>
    public static ChatTemplate Load(string folderOrFile, string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folderOrFile);
        string path = Path.GetFullPath(folderOrFile);
        if (File.Exists(path))
        {
            return FromText(ChatTemplateFiles.ReadText(path), origin: path);
        }

        if (!Directory.Exists(path))
        {
            throw new ModelFolderException(path, "there is no such folder or file. Pass a model's folder, or a .jinja file.");
        }

        ChatTemplateFiles files = ChatTemplateFiles.Read(path);
        string chosen = name ?? (files.Templates.Count == 1 ? files.Templates.Keys.Single() : ChatTemplateFiles.DefaultName);
        if (!files.Templates.ContainsKey(chosen))
        {
            throw new ModelFolderException(path, files.Templates.Count == 0
                ? "the folder has no chat template. Expected chat_template.jinja, chat_template.json, or chat_template in tokenizer_config.json; pass a .jinja file instead."
                : $"the folder has no chat template '{chosen}'; it has {string.Join(", ", files.Templates.Keys)}.");
        }

        string[] used = name is null && chosen == ChatTemplateFiles.DefaultName && files.Templates.ContainsKey(ToolUse) ? [chosen, ToolUse] : [chosen];
        return new ChatTemplate(
            used.ToDictionary(one => one, one => TemplateSource.Parse(files.Templates[one].Origin, files.Templates[one].Text, RenderLimits.Default)), chosen, files.SpecialTokens);
    }

    /// <summary>Reads a template from its text.</summary>
    /// <param name="text">The Jinja program.</param>
    /// <param name="specialTokens">Special tokens by their variable names; null for none.</param>
    /// <param name="origin">The file or name that errors tell.</param>
    /// <returns>The template.</returns>
    /// <exception cref="ChatTemplateException">The text is not Jinja; the error has line and column.</exception>
    public static ChatTemplate FromText(string text, IReadOnlyDictionary<string, string>? specialTokens = null, string origin = "chat template")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(origin);
        Dictionary<string, TemplateSource> sources = new() { [ChatTemplateFiles.DefaultName] = TemplateSource.Parse(origin, text, RenderLimits.Default) };
        return new ChatTemplate(sources, ChatTemplateFiles.DefaultName, specialTokens ?? new Dictionary<string, string>());
    }

    /// <summary>Writes a conversation.</summary>
    /// <param name="messages">The messages in their order.</param>
    /// <param name="options">Null for no tools, no documents, no generation prompt.</param>
    /// <returns>The text, and where the assistant speaks in it if the template says so.</returns>
    /// <exception cref="ChatTemplateException">The template refuses the conversation, uses something that it lacks, or costs too much.</exception>
    /// <exception cref="InvalidInputException">The options contradict each other, or their JSON is of the wrong kind.</exception>
    public RenderedChat Render(IReadOnlyList<ChatMessage> messages, ChatTemplateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(messages);
        options ??= new ChatTemplateOptions();
        TemplateSource source = options.Tools is not null && _sources.TryGetValue(ToolUse, out TemplateSource? tools) ? tools : _sources[_name];
        return Conversation.Render(source, messages, options, options.SpecialTokens ?? SpecialTokens);
    }

    private const string ToolUse = "tool_use";
}
