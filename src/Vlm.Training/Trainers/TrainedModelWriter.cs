using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vlm.Training;

/// <summary>
/// Writes the model folder that comes out of a run: the encoders and other heads of the model that it began from, and the
/// trained head in its place. All is made aside first, so that a full disk leaves an older model whole; vlm.json comes last.
/// </summary>
internal sealed class TrainedModelWriter(string baseModel, TrainingFolder folder)
{
    private const string Manifest = "vlm.json";
    private const string Card = "README.md";

    /// <summary>What of the model reads an encoder as it was before a task trained it, beside the task's own head.</summary>
    public IReadOnlyList<string> LeftOut(TrainingTask task) =>
    [
        .. StaleHeads.In(ReadManifest(Path.Combine(baseModel, Manifest)), task.TunedEncoders).Where(head => head != task.Name),
        .. task.TunedEncoders.HasFlag(EncoderKinds.Image) ? (string[])["the encoder's own classes"] : [],
    ];

    public Task WriteAsync(TrainingTask task, TrainingState state, CancellationToken cancellationToken)
    {
        string from = Path.GetFileName(Path.TrimEndingDirectorySeparator(baseModel));
        return WriteAsync(task.Name, task.ExportAsync, manifest => TrainingCard.Write(task, state, from, manifest), cancellationToken, task.TunedEncoders);
    }

    /// <summary>Writes the model.</summary>
    /// <param name="name">What was trained.</param>
    /// <param name="export">Writes the files of the head into a folder, and gives its entries in vlm.json.</param>
    /// <param name="card">Writes README.md of the finished vlm.json.</param>
    /// <param name="cancellationToken">Stops it; an older model stays whole.</param>
    /// <param name="tuned">The encoders that are not what they were.</param>
    public async Task WriteAsync(
        string name, Func<string, CancellationToken, Task<IReadOnlyDictionary<string, JsonNode>>> export, Func<JsonObject, string> card, CancellationToken cancellationToken, EncoderKinds tuned = EncoderKinds.None)
    {
        JsonObject manifest = ReadManifest(Path.Combine(baseModel, Manifest));
        string staging = Path.Combine(folder.Own, $"export.{Guid.NewGuid():N}.partial");
        try
        {
            Directory.CreateDirectory(staging);
            IReadOnlyDictionary<string, JsonNode> heads = await export(staging, cancellationToken).ConfigureAwait(false);
            JsonNode[] stale = StaleHeads.Remove(manifest, tuned);
            foreach ((string head, JsonNode entry) in heads)
            {
                KeptFusions.Add(entry, staging, manifest["heads"]?[head], baseModel);
                KeepRanking(entry, manifest["heads"]?[head]);
            }

            string[] made = FilesOf(staging);
            foreach (string file in BaseFiles(manifest, heads, stale).Except(made).Where(file => tuned == EncoderKinds.None || !made.Any(own => StaleHeads.IsVariant(file, own))))
            {
                cancellationToken.ThrowIfCancellationRequested();
                Copy(Path.Combine(baseModel, file), Path.Combine(staging, file));
            }

            Merge(manifest, heads, name);
            StaleHeads.Disown(manifest, tuned);
            await File.WriteAllTextAsync(Path.Combine(staging, Card), card(manifest), cancellationToken).ConfigureAwait(false);
            manifest["files"] = Hashes(staging);
            FileReplacement.Write(Path.Combine(staging, Manifest), Encoding.UTF8.GetBytes(manifest.ToJsonString(TrainingSettingsFile.Options) + "\n"));
            Move(staging, folder.Model);
        }
        catch (IOException e)
        {
            throw new TrainingException($"{folder.Model}: the model cannot be written: {e.Message} The weights are kept in {folder.Best}. Make room, and resume: only the model is written then.", e);
        }
        finally
        {
            if (Directory.Exists(staging))
            {
                Directory.Delete(staging, recursive: true);
            }
        }
    }

    private static JsonObject ReadManifest(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(path)) as JsonObject ?? throw new TrainingException($"{path}: expected a JSON object.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new TrainingException($"{path}: heads are trained for a composed model, a folder with vlm.json: {e.Message} Name one with --model, or none for the embedded default.", e);
        }
    }

    // What vlm.json lists, or every file where it lists none; a head that is replaced is not copied.
    private IEnumerable<string> BaseFiles(JsonObject manifest, IReadOnlyDictionary<string, JsonNode> heads, JsonNode[] stale)
    {
        string[] old = [.. heads.Keys.Select(head => manifest["heads"]?[head]).OfType<JsonNode>().Concat(stale).SelectMany(PathsOf)];
        string[] kept = [.. heads.Values.SelectMany(PathsOf)];
        IEnumerable<string> all = manifest["files"] is JsonObject { Count: > 0 } files ? files.Select(pair => pair.Key) : FilesOf(baseModel).Where(file => file is not (Manifest or Card) && !file.StartsWith(TrainingFolder.Name + '/', StringComparison.Ordinal));
        return all.Where(file => !old.Any(path => IsUnder(file, path)) || kept.Any(path => IsUnder(file, path)));
    }

    private static bool IsUnder(string file, string path) => file == path || file.StartsWith(path + '/', StringComparison.Ordinal);

    private static IEnumerable<string> PathsOf(JsonNode entry) => entry switch
    {
        JsonObject inner => inner.SelectMany(pair => pair.Value is null ? [] : PathsOf(pair.Value)),
        JsonValue value when value.TryGetValue(out string? text) => [text],
        _ => [],
    };

    // How much the picture has a say among the beams belongs to the model, not to the weights of the captioner.
    private static void KeepRanking(JsonNode made, JsonNode? old)
    {
        const string key = "rerank_weight";
        if (made["generation"] is JsonObject generation && !generation.ContainsKey(key) && old?["generation"]?[key] is { } weight)
        {
            generation[key] = weight.DeepClone();
        }
    }

    private static void Merge(JsonObject manifest, IReadOnlyDictionary<string, JsonNode> heads, string task)
    {
        JsonObject all = manifest["heads"] as JsonObject ?? [];
        manifest["heads"] = all;
        foreach ((string name, JsonNode entry) in heads)
        {
            all[name] = entry.DeepClone();
        }

        // What was learned of the old heads' confidence says nothing of new ones; a classifier beside them changes nothing.
        if (heads.Keys.Any(head => head != ClassifierFiles.Head))
        {
            manifest.Remove("confidence");
        }

        string known = manifest["name"]?.GetValue<string>() ?? "model";
        manifest["name"] = known.EndsWith($"+{task}", StringComparison.Ordinal) ? known : $"{known}+{task}";
        manifest["card"] = Card;
    }

    private static JsonObject Hashes(string staging)
    {
        JsonObject files = [];
        foreach (string file in FilesOf(staging).Where(file => file is not (Manifest or Card)))
        {
            files[file] = ManifestFiles.EntryOf(Path.Combine(staging, file));
        }

        return files;
    }

    private static string[] FilesOf(string root) => Directory.Exists(root)
        ? [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/')).Order(StringComparer.Ordinal)]
        : [];

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to);
    }

    private static void Move(string staging, string target)
    {
        foreach (string file in FilesOf(staging).OrderBy(file => file == Manifest))
        {
            string to = Path.Combine(target, file);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Move(Path.Combine(staging, file), to, overwrite: true);
        }
    }
}
