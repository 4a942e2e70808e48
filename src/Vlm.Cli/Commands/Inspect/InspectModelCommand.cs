using System.CommandLine;
using System.Text.Json;
using Vlm.Cli.Output;

namespace Vlm.Cli.Commands.Inspect;

/// <summary><c>vlm inspect model</c>: what a folder holds.</summary>
internal static class InspectModelCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        Command command = new("model", "Shows what a model folder holds.");
        CommandRun.SetBody(command, environment, async (run, _) =>
        {
            string? folder = await ModelLocation.FindAsync(run).ConfigureAwait(false);
            ModelDescription description = await Task.Run(() => VisionLanguageModel.Inspect(folder), run.CancellationToken).WaitAsync(run.CancellationToken).ConfigureAwait(false);
            ModelInfo? info = null;
            if (description.Family is not null)
            {
                try
                {
                    using IVisionLanguageModel loaded = await run.LoadModelAsync().ConfigureAwait(false);
                    info = loaded.Info;
                }
                catch (VlmException e)
                {
                    run.Fail($"the model does not load: {e.Message}");
                }
            }

            if (run.Json)
            {
                run.WriteJson(json => WriteJson(json, description, info));
            }
            else
            {
                WriteText(run, description, info);
            }
        });
        return command;
    }

    private static string[] Tasks(ModelInfo? info) => info is null
        ? []
        : [.. Enum.GetValues<ModelCapabilities>().Where(task => task != ModelCapabilities.None && info.Can(task)).Select(task => JsonNamingPolicy.CamelCase.ConvertName(task.ToString()))];

    private static void WriteText(CommandRun run, ModelDescription description, ModelInfo? info)
    {
        run.Out.WriteLine(description.Path);
        run.Out.WriteLine($"family: {description.Family ?? "none that is known"}{(info is null ? "" : $"; model {info.Name} {info.Version}".TrimEnd())}");
        run.Out.WriteLine($"tasks: {(info is null ? "none" : string.Join(", ", Tasks(info)))}");
        WriteSessions(run, description, info);
        foreach (TokenizerDescription tokenizer in description.Tokenizers)
        {
            run.Out.WriteLine($"tokenizer {tokenizer.File}: {tokenizer.VocabularySize} tokens, at most {tokenizer.MaxLength?.ToString() ?? "any number"} in a text");
        }

        foreach (ProcessorDescription processor in description.Processors)
        {
            run.Out.WriteLine($"preprocessing {processor.File}: {processor.Type ?? "unnamed"}, {string.Join("; ", processor.Outputs)}");
        }
    }

    private static void WriteSessions(CommandRun run, ModelDescription description, ModelInfo? info)
    {
        foreach (IGrouping<string, SessionDescription> session in description.Sessions.Where(session => session.Name is not null).GroupBy(session => session.Name!))
        {
            string precisions = string.Join(", ", session.Select(file => file.Precision.ToString()!.ToLowerInvariant()).Order());
            LoadedSession[] opened = [.. (info?.Sessions ?? []).Where(loaded => session.Any(file => file.File == loaded.File))];
            run.Out.WriteLine($"session {session.Key}: {precisions}{(opened.Length == 0 ? "" : $"; opened from {opened[0].File}")}");
        }

        foreach (SessionDescription session in description.Sessions.Where(session => session.Error is not null))
        {
            run.Out.WriteLine($"{session.File} cannot be opened: {session.Error}");
        }

        IEnumerable<IReadOnlyList<string>> rows = description.Sessions.SelectMany(session =>
            session.Inputs.Select(spec => Row(session, "in", spec)).Concat(session.Outputs.Select(spec => Row(session, "out", spec))));
        TableOutput.Write(run, ["file", "", "tensor", "type", "shape"], rows);
    }

    private static string[] Row(SessionDescription session, string direction, TensorSpec spec) =>
        [session.File, direction, spec.Name, TypeName(spec), $"[{string.Join(',', spec.Dimensions.Select((size, axis) => size >= 0 ? size.ToString() : NameOf(spec, axis) is { Length: > 0 } name ? name : "?"))}]"];

    private static string NameOf(TensorSpec spec, int axis) => spec.DimensionNames?[axis] ?? "";

    private static string TypeName(TensorSpec spec) => spec.ElementType.ToString().ToLowerInvariant();

    private static void WriteJson(Utf8JsonWriter json, ModelDescription description, ModelInfo? info)
    {
        json.WriteStartObject();
        json.WriteString("path", description.Path);
        json.WriteString("family", description.Family);
        json.WriteString("name", info?.Name);
        json.WriteString("version", info?.Version);
        json.WriteString("license", info?.License);
        json.WriteStrings("tasks", Tasks(info));
        json.WriteStartArray("sessions");
        foreach (SessionDescription session in description.Sessions)
        {
            json.WriteStartObject();
            json.WriteString("file", session.File);
            json.WriteString("name", session.Name);
            json.WriteString("precision", session.Precision?.ToString().ToLowerInvariant());
            json.WriteBoolean("opened", info?.Sessions.Any(loaded => loaded.File == session.File) ?? false);
            if (session.Error is { } error)
            {
                json.WriteString("error", error);
            }

            WriteSpecs(json, "inputs", session.Inputs);
            WriteSpecs(json, "outputs", session.Outputs);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("tokenizers");
        foreach (TokenizerDescription tokenizer in description.Tokenizers)
        {
            json.WriteStartObject();
            json.WriteString("file", tokenizer.File);
            json.WriteNumber("vocabularySize", tokenizer.VocabularySize);
            if (tokenizer.MaxLength is { } length)
            {
                json.WriteNumber("maxLength", length);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("preprocessing");
        foreach (ProcessorDescription processor in description.Processors)
        {
            json.WriteStartObject();
            json.WriteString("file", processor.File);
            json.WriteString("type", processor.Type);
            WriteSpecs(json, "outputs", processor.Outputs);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSpecs(Utf8JsonWriter json, string name, IReadOnlyList<TensorSpec> specs)
    {
        json.WriteStartArray(name);
        foreach (TensorSpec spec in specs)
        {
            json.WriteStartObject();
            json.WriteString("name", spec.Name);
            json.WriteString("type", TypeName(spec));
            json.WriteStartArray("shape");
            foreach (long dimension in spec.Dimensions)
            {
                json.WriteNumberValue(dimension);
            }

            json.WriteEndArray();
            json.WriteStrings("dimensions", [.. spec.Dimensions.Select((_, axis) => NameOf(spec, axis))]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
