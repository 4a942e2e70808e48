using System.Text.Json;
using System.Text.RegularExpressions;
using Vlm.Folders;
using Vlm.Heads.Regions;

namespace Vlm.Families.Florence2;

/// <summary>The tasks of a folder: their prompts, and what kind of answer each has. What the files do not say is as in transformers.</summary>
internal sealed partial class Florence2Tasks
{
    public const string Caption = "<CAPTION>", Detection = "<OD>", NamedDetection = "<OPEN_VOCABULARY_DETECTION>";

    private const string Input = "{input}", AboutRegion = "<REGION_TO_";
    private const string PlainKey = "task_prompts_without_inputs", FilledKey = "task_prompts_with_input", FormsKey = "tasks_answer_post_processing_type";
    private const string UnnamedKey = "post_processor_config.phrase_grounding.banned_grounding_tokens";

    private readonly IReadOnlyDictionary<string, string> _plain;
    private readonly IReadOnlyDictionary<string, string> _filled;
    private readonly IReadOnlyDictionary<string, RegionForm> _forms;

    private Florence2Tasks(IReadOnlyDictionary<string, string> plain, IReadOnlyDictionary<string, string> filled, IReadOnlyDictionary<string, RegionForm> forms, IReadOnlySet<string> unnamed)
    {
        _plain = plain;
        _filled = filled;
        _forms = forms;
        Unnamed = unnamed;
    }

    /// <summary>Phrases that ground nothing, such as pronouns.</summary>
    public IReadOnlySet<string> Unnamed { get; }

    /// <summary>Whether a task's input is a place in the picture.</summary>
    public static bool ReadsRegion(string task) => task.StartsWith(AboutRegion, StringComparison.Ordinal);

    /// <exception cref="ModelFolderException">A key has another type, or names a kind of answer that is not known.</exception>
    public static Florence2Tasks Read(ModelFolder folder)
    {
        ProcessorConfig config = ProcessorConfig.Read(folder);
        return new Florence2Tasks(
            Texts(config, PlainKey) ?? Florence2Defaults.Plain,
            Texts(config, FilledKey) ?? Florence2Defaults.Filled,
            (Texts(config, FormsKey) ?? Florence2Defaults.Forms).ToDictionary(task => task.Key, task => FormNamed(config, task.Key, task.Value)),
            config.Holding(UnnamedKey) is { } file ? Names(file, UnnamedKey) : Florence2Defaults.Unnamed);
    }

    /// <summary>The task that a prompt names, and the sentence that stands for it; a prompt without a task is its own sentence.</summary>
    /// <exception cref="InvalidInputException">The prompt has words beside a task that takes none, none beside one that needs some, or names a task that is not known.</exception>
    public (string? Task, string Sentence) SentenceOf(string prompt)
    {
        if (_plain.FirstOrDefault(task => prompt.Contains(task.Key, StringComparison.Ordinal)) is { Key: { } plain, Value: var whole })
        {
            return prompt == plain ? (plain, whole) : throw new InvalidInputException($"The task {plain} takes no words beside it; the prompt is '{prompt}'. Ask it alone, or ask {string.Join(", ", _filled.Keys)} with words.");
        }

        if (_filled.FirstOrDefault(task => prompt.Contains(task.Key, StringComparison.Ordinal)) is { Key: { } filled, Value: var form })
        {
            string words = prompt.Replace(filled, "", StringComparison.Ordinal).Trim();
            return words.Length > 0
                ? (filled, form.Replace(Input, words, StringComparison.Ordinal))
                : throw new InvalidInputException($"The task {filled} needs words behind it, such as '{filled}{(ReadsRegion(filled) ? "<loc_52><loc_332><loc_932><loc_774>" : "a red car")}'.");
        }

        return TaskName().Match(prompt) is { Success: true } unknown
            ? throw new InvalidInputException($"The task {unknown.Value} is not known here; known are {string.Join(", ", _plain.Keys.Concat(_filled.Keys).Order(StringComparer.Ordinal))}. Others are named in {PlainKey} and {FilledKey} of preprocessor_config.json.")
            : (null, prompt);
    }

    /// <summary>What kind of answer a task has.</summary>
    public RegionForm FormOf(string task) => _forms.GetValueOrDefault(task, RegionForm.None);

    private static RegionForm FormNamed(ProcessorConfig config, string task, string name) => name switch
    {
        "pure_text" => RegionForm.None,
        "description_with_bboxes" => RegionForm.LabelledBoxes,
        "bboxes" => RegionForm.Boxes,
        "phrase_grounding" => RegionForm.GroundedPhrases,
        "ocr" => RegionForm.Quadrilaterals,
        "polygons" => RegionForm.Polygons,
        "description_with_polygons" => RegionForm.LabelledPolygons,
        "description_with_bboxes_or_polygons" => RegionForm.LabelledBoxesOrPolygons,
        _ => throw config.Holding(FormsKey)!.Wrong($"{FormsKey}.{task}", $"the kind of answer '{name}' is not known. Fetch the file again, or a newer Vlm."),
    };

    private static Dictionary<string, string>? Texts(ProcessorConfig config, string key)
    {
        if (config.Holding(key) is not { } file)
        {
            return null;
        }

        JsonElement map = file.Require(key);
        if (map.ValueKind != JsonValueKind.Object)
        {
            throw file.Unexpected(key, "an object of texts by task", map);
        }

        Dictionary<string, string> texts = [];
        foreach (JsonProperty entry in map.EnumerateObject())
        {
            // A task without a name would be named by every prompt.
            texts[JsonFile.NameOf(entry) is { Length: > 0 } task ? task : throw file.Wrong(key, "found a task without a name.")] = entry.Value.ValueKind == JsonValueKind.String && JsonFile.TextOf(entry.Value) is { } text
                ? text
                : throw file.Unexpected($"{key}.{JsonFile.NameOf(entry)}", "a text", entry.Value);
        }

        return texts;
    }

    private static HashSet<string> Names(JsonFile file, string key)
    {
        JsonElement list = file.Require(key);
        return list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String && JsonFile.TextOf(name) is not null)
            ? [.. list.EnumerateArray().Select(name => JsonFile.TextOf(name)!)]
            : throw file.Unexpected(key, "a list of words", list);
    }

    [GeneratedRegex("^<[A-Z]+(_[A-Z]+)*>")]
    private static partial Regex TaskName();
}
