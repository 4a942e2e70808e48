using System.Collections.Concurrent;
using Vlm.Folders;
using Vlm.Onnx;

namespace Vlm.Composition;

/// <summary>Opens the sessions of a folder by name, each in the best precision that the folder has and the runtime runs.</summary>
/// <remarks>Thread-safe, so that sessions can be opened at the same time.</remarks>
internal sealed class FolderSessions(ModelFolder folder, VlmOptions? options)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, LoadedSession> _opened = new(StringComparer.Ordinal);

    // A file that is opened in parts has one structure, which is read once for all of them.
    private readonly ConcurrentDictionary<string, Lazy<OnnxOutline>> _outlines = new(StringComparer.Ordinal);

    public ModelFolder Folder => folder;

    /// <summary>What was opened so far, by name.</summary>
    public IReadOnlyList<LoadedSession> Opened
    {
        get
        {
            lock (_lock)
            {
                return [.. _opened.Values];
            }
        }
    }

    /// <summary>Whether the folder has the session in any precision.</summary>
    public bool Has(string name) => folder.Sessions.Has(name);

    /// <summary>Opens the first of the named sessions that the folder has.</summary>
    /// <param name="names">File names without precision and ending, such as <c>vision_encoder</c>.</param>
    /// <exception cref="ModelFolderException">There is none of them, or a file of it is wrong.</exception>
    public OnnxSession Open(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (Has(name))
            {
                return OpenBest(name, null, []);
            }
        }

        throw Missing(names);
    }

    /// <summary>The same; null where the folder does not have the session.</summary>
    public OnnxSession? TryOpen(string name) => Has(name) ? OpenBest(name, null, []) : null;

    /// <summary>Opens as much of a session as some of its outputs need.</summary>
    /// <param name="name">The session.</param>
    /// <param name="part">What the part is called among <see cref="Opened"/>.</param>
    /// <param name="outputs">The wanted outputs.</param>
    public OnnxSession OpenPart(string name, string part, params string[] outputs) => Has(name) ? OpenBest(name, part, outputs) : throw Missing([name]);

    /// <summary>The structure of a file of the folder.</summary>
    /// <exception cref="ModelFolderException">It is not whole, or cannot be read.</exception>
    public OnnxOutline Outline(string file) => OutlineAt(folder.Resolve(file));

    /// <summary>Opens one file of the folder, without a choice of precision.</summary>
    public static OnnxSession OpenFile(ModelFolder folder, string file, VlmOptions? options) => OnnxSession.Load(folder.Resolve(file), HowToOpen(folder, file, options));

    private static OnnxSessionOptions HowToOpen(ModelFolder folder, string file, VlmOptions? options, Func<string, OnnxOutline>? outline = null) => new()
    {
        IntraOpThreads = options?.IntraOpThreads,
        ResolveData = location => folder.ResolveBeside(file, location),
        ReadOutline = outline ?? OnnxOutline.Read,
    };

    /// <summary>What is wrong where none of the sessions is there.</summary>
    public ModelFolderException Missing(params ReadOnlySpan<string> names)
    {
        string expected = string.Join(" or ", names.ToArray().Select(name => $"onnx/{name}.onnx"));
        string found = folder.OnnxFiles.Count == 0 ? "no .onnx file" : string.Join(", ", folder.OnnxFiles);
        return new ModelFolderException(folder.Path, $"expected {expected}, in any precision; found {found}. Fetch the missing session.");
    }

    private OnnxSession OpenBest(string name, string? part, string[] outputs)
    {
        IReadOnlyList<ModelPrecision>? preferred =
            options?.SessionPrecision?.GetValueOrDefault(name) is { Count: > 0 } own ? own : options?.Precision;
        IReadOnlyList<SessionVariant> candidates = folder.Sessions.Candidates(name, preferred);
        ModelFolderException? first = null;
        foreach (SessionVariant candidate in candidates)
        {
            try
            {
                OnnxSession session = part is null
                    ? OpenFile(folder, candidate.File, options)
                    : OnnxSession.LoadPart(folder.Resolve(candidate.File), HowToOpen(folder, candidate.File, options, OutlineAt), outputs);
                Note(candidate with { Name = part ?? name }, Reason(candidate, preferred, first));
                return session;
            }
            catch (ModelFolderException e) when (SessionLoader.IsOfTheRuntime(e))
            {
                first ??= e;
            }
        }

        throw first!;
    }

    private OnnxOutline OutlineAt(string path) => _outlines.GetOrAdd(path, full => new Lazy<OnnxOutline>(() => OnnxOutline.Read(full))).Value;

    private static string? Reason(SessionVariant taken, IReadOnlyList<ModelPrecision>? preferred, ModelFolderException? refused)
    {
        bool wanted = preferred is null || taken.Precision == preferred[0]
            || (taken.Precision == ModelPrecision.Quantized && preferred[0] is ModelPrecision.Int8 or ModelPrecision.UInt8);
        return refused is not null ? $"a preferred file does not run: {refused.Message}"
            : wanted ? null
            : $"the folder has no {taken.Name} of {string.Join(" or ", preferred!.TakeWhile(precision => precision != taken.Precision))}";
    }

    private void Note(SessionVariant taken, string? reason)
    {
        lock (_lock)
        {
            _opened[taken.Name] = new LoadedSession { Name = taken.Name, File = taken.File, Precision = taken.Precision, Note = reason };
        }

        if (reason is not null)
        {
            options?.Log?.Invoke($"{folder.Path}: {taken.Name} is opened from {taken.File} ({taken.Precision}): {reason}");
        }
    }
}
