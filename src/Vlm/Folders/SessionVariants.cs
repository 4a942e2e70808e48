namespace Vlm.Folders;

/// <summary>
/// The .onnx files of a folder by the session that they are and the precision that they have, as published folders name them:
/// <c>onnx/text_model_fp16.onnx</c> is <c>text_model</c> in half precision. Files in onnx/ come before those in the folder itself.
/// </summary>
internal sealed class SessionVariants
{
    private const string Folder = "onnx/", Ending = ".onnx";

    // By length, so that an ending is not taken for a shorter one.
    private static readonly (ModelPrecision Precision, string Suffix)[] Suffixes =
    [
        (ModelPrecision.Quantized, "_quantized"),
        (ModelPrecision.UInt8, "_uint8"),
        (ModelPrecision.Q4Float16, "_q4f16"),
        (ModelPrecision.Float16, "_fp16"),
        (ModelPrecision.Int8, "_int8"),
        (ModelPrecision.Bnb4, "_bnb4"),
        (ModelPrecision.Q4, "_q4"),
    ];

    private static readonly ModelPrecision[] DefaultOrder = Enum.GetValues<ModelPrecision>();

    private readonly Dictionary<(string Name, ModelPrecision Precision), string> _files = [];

    private SessionVariants()
    {
    }

    /// <summary>Every session's name, in ordinal order.</summary>
    public IReadOnlyList<string> Names => [.. _files.Keys.Select(key => key.Name).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Sorts the files of a folder.</summary>
    /// <param name="files">Relative paths with forward slashes; what is no .onnx file of the folder or of onnx/ is left out.</param>
    public static SessionVariants Of(IEnumerable<string> files)
    {
        SessionVariants variants = new();
        foreach (string file in files.Where(IsSession).OrderByDescending(file => file.StartsWith(Folder, StringComparison.Ordinal)))
        {
            SessionVariant variant = Parse(file);
            variants._files.TryAdd((variant.Name, variant.Precision), file);
        }

        return variants;
    }

    /// <summary>The session that a file is; null of a file that stands deeper in the folder.</summary>
    public static SessionVariant? Find(string file) => IsSession(file) ? Parse(file) : null;

    public bool Has(string name) => Array.Exists(DefaultOrder, precision => _files.ContainsKey((name, precision)));

    /// <summary>The files of a session, best first: those preferred, then the others in the default order.</summary>
    /// <param name="name">The session.</param>
    /// <param name="preferred">Best first; null for the default order.</param>
    public IReadOnlyList<SessionVariant> Candidates(string name, IReadOnlyList<ModelPrecision>? preferred = null)
    {
        List<SessionVariant> found = [];
        foreach (ModelPrecision wanted in (preferred ?? []).Concat(DefaultOrder))
        {
            // 8-bit files mostly have the one name, whichever sign their exporter chose.
            ModelPrecision precision = wanted is ModelPrecision.Int8 or ModelPrecision.UInt8 && !_files.ContainsKey((name, wanted)) ? ModelPrecision.Quantized : wanted;
            if (_files.TryGetValue((name, precision), out string? file) && !found.Exists(variant => variant.File == file))
            {
                found.Add(new SessionVariant(name, precision, file));
            }
        }

        return found;
    }

    private static bool IsSession(string file) =>
        file.EndsWith(Ending, StringComparison.Ordinal) && !(file.StartsWith(Folder, StringComparison.Ordinal) ? file[Folder.Length..] : file).Contains('/');

    private static SessionVariant Parse(string file)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        (ModelPrecision precision, string suffix) = Array.Find(Suffixes, s => name.EndsWith(s.Suffix, StringComparison.Ordinal) && name.Length > s.Suffix.Length);
        return new SessionVariant(name[..(name.Length - (suffix?.Length ?? 0))], precision, file);
    }
}
