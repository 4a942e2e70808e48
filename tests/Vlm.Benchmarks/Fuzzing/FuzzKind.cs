namespace Vlm.Benchmarks.Fuzzing;

/// <summary>What <c>--fuzz</c> can damage: its parts, each a row of the results and a process of its own.</summary>
internal sealed record FuzzKind(string Name, IReadOnlyList<string> Parts, long Count, Func<FuzzOptions, string, FuzzTarget> Target)
{
    private const string Published = "published";

    public static IReadOnlyList<FuzzKind> All { get; } =
    [
        new("images", ImageCorpus.Formats, 1_000_000, (options, part) =>
            new ImageTarget(part, Golden("convert", "inputs"), options.Seed, options.Decoder == "managed" ? ImageDecoder.Managed : ImageDecoder.Default)),
        new("animations", ["gif", "webp"], 100_000, (options, part) => part is "gif" or "webp"
            ? new AnimationTarget(part, Golden("video"), options.Seed)
            : throw Unknown(part, "gif, webp")),
        new("tokenizers", ["made", Published, "forms"], 100_000, (options, part) => part switch
        {
            "made" => new TokenizerTarget(Golden("tokenizers-made"), options.Seed),
            Published => new TokenizerTarget(SharedFolder.Find("tokenizers"), options.Seed, except: "made-"),
            "forms" => new TokenizerFormTarget(Golden("tokenizers-made"), options.Seed),
            _ => throw Unknown(part, "made, published, forms"),
        }),
        new("folders", ["configs", "sessions"], 20_000, (options, part) => part is "configs" or "sessions"
            ? new ModelFolderTarget(SharedFolder.Search(Path.Combine("models", "tiny")) ?? throw new DirectoryNotFoundException("Run from a clone: the damage starts from models/tiny."), options.Seed, damagesSessions: part == "sessions")
            : throw Unknown(part, "configs, sessions")),
        new("templates", ["templates", "conversations"], 100_000, (options, part) => part is "templates" or "conversations"
            ? new TemplateTarget(Golden("chat"), options.Seed, damagesConversation: part == "conversations")
            : throw Unknown(part, "templates, conversations")),
    ];

    public static FuzzKind Find(string? name) => All.FirstOrDefault(kind => kind.Name == name)
        ?? throw new ArgumentException($"--fuzz {name}: expected one of {string.Join(", ", All.Select(kind => kind.Name))}.");

    /// <summary>Whether the files that a part starts from are here; those of the published tokenizers are no part of a clone.</summary>
    public static bool IsHere(string part) => part != Published || Directory.Exists(SharedFolder.Find("tokenizers"));

    private static ArgumentException Unknown(string part, string known) => new($"--part {part}: expected one of {known}.");

    private static string Golden(params string[] path) => SharedFolder.Search(Path.Combine(["tests", "golden", .. path]))
        ?? throw new DirectoryNotFoundException($"Run from a clone: the damage starts from tests/golden/{string.Join('/', path)}.");
}
