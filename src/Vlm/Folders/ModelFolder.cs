namespace Vlm.Folders;

/// <summary>A folder that holds a model. Files are named relative to it, with forward slashes, and never outside it.</summary>
internal sealed class ModelFolder
{
    private const string Expected = "Expected a composed model (vlm.json) or a Hugging Face style folder (config.json and onnx/*.onnx).";

    // Published folders have one, composed ones a few.
    private const int Levels = 4;

    private readonly Lazy<ModelConfig?> _config;

    private ModelFolder(string path, IReadOnlyList<string> onnxFiles)
    {
        Path = path;
        OnnxFiles = onnxFiles;
        Sessions = SessionVariants.Of(onnxFiles);
        _config = new Lazy<ModelConfig?>(() => TryReadJson("config.json") is { } json ? ModelConfig.Read(json) : null);
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>Every .onnx file, relative, in ordinal order.</summary>
    public IReadOnlyList<string> OnnxFiles { get; }

    /// <summary>The .onnx files of the folder itself and of onnx/, by session and precision.</summary>
    public SessionVariants Sessions { get; }

    /// <summary>config.json; null where there is none. Read once.</summary>
    /// <exception cref="ModelFolderException">The file is not what it should be.</exception>
    public ModelConfig? Config => _config.Value;

    public static ModelFolder Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = System.IO.Path.GetFullPath(path);
        if (!Directory.Exists(full))
        {
            string what = File.Exists(full) ? "it is a file, not a folder." : "there is no such folder. Check the path; relative paths start at the current directory.";
            throw new ModelFolderException(full, $"{what} {Expected}");
        }

        try
        {
            if (!Directory.EnumerateFileSystemEntries(full).Any())
            {
                throw new ModelFolderException(full, $"the folder is empty. {Expected}");
            }

            IReadOnlyList<string> onnx = FilesNamed(full, "*.onnx");
            bool holdsModel = onnx.Count > 0 || File.Exists(System.IO.Path.Combine(full, "vlm.json"));
            return holdsModel ? new ModelFolder(full, onnx) : throw NoModel(full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelFolderException(full, $"the folder cannot be read: {e.Message}", innerException: e);
        }
    }

    /// <summary>The files of a name below the folder, relative, in ordinal order.</summary>
    public IReadOnlyList<string> FilesNamed(string pattern) => FilesNamed(Path, pattern);

    /// <summary>The full path of a file or folder below this one.</summary>
    /// <exception cref="ModelFolderException">The path is rooted, climbs out with "..", or follows a link to somewhere else.</exception>
    public string Resolve(string relative) => ContainedPath.Resolve(Path, relative);

    /// <summary>The full path of a file that a file of the folder names, relative to where that stands.</summary>
    /// <exception cref="ModelFolderException">As for <see cref="Resolve"/>.</exception>
    public string ResolveBeside(string file, string location)
    {
        int slash = file.LastIndexOf('/');
        return System.IO.Path.IsPathRooted(location) ? Resolve(location) : Resolve(file[..(slash + 1)] + location);
    }

    public bool Has(string relative) => File.Exists(Resolve(relative));

    /// <summary>A JSON file; null where there is none.</summary>
    public JsonFile? TryReadJson(string relative) => Has(relative) ? ReadJson(relative) : null;

    public JsonFile ReadJson(string relative)
    {
        string full = Resolve(relative);
        return File.Exists(full) ? JsonFile.Read(full) : throw new ModelFolderException(full, "the file is missing. Fetch the model folder again.");
    }

    private static IReadOnlyList<string> FilesNamed(string folder, string pattern) => FolderFiles.Of(folder, pattern, Levels, followsLinks: true);

    private static ModelFolderException NoModel(string path)
    {
        bool config = File.Exists(System.IO.Path.Combine(path, "config.json"));
        string found = config ? "config.json, but no .onnx file" : "neither vlm.json nor config.json nor an .onnx file";
        return new ModelFolderException(path, $"the folder holds no model: found {found}. {Expected}");
    }
}
