namespace Vlm.Folders;

/// <summary>The hub's address, the cache and the token: what the options say, else what the environment says in the variables of huggingface_hub.</summary>
internal sealed class HubSettings
{
    private static readonly Uri PublicHub = new("https://huggingface.co");

    public required string CacheFolder { get; init; }

    public required Uri Endpoint { get; init; }

    /// <summary>Read when it is first asked for: who works offline needs none.</summary>
    public string? Token => LazyToken.Value;

    public required bool Offline { get; init; }

    /// <summary>Whether blobs may be linked to; without, they are moved to where they are read.</summary>
    public required bool UseLinks { get; init; }

    /// <summary>How long an answer may take to begin.</summary>
    public required TimeSpan AnswerTimeout { get; init; }

    /// <summary>How long a download may stay silent.</summary>
    public required TimeSpan SilenceTimeout { get; init; }

    private Lazy<string?> LazyToken { get; init; } = new((string?)null);

    /// <param name="options">May be null.</param>
    /// <param name="environment">A variable's value; null for the process's own environment.</param>
    public static HubSettings Of(HubOptions? options, Func<string, string?>? environment = null)
    {
        Func<string, string?> read = environment ?? Environment.GetEnvironmentVariable;
        string home = Expand(Value("HF_HOME") ?? Path.Combine(Value("XDG_CACHE_HOME") ?? Path.Combine(UserFolder, ".cache"), "huggingface"));
        string cache = options?.CacheFolder ?? Expand(Value("HF_HUB_CACHE") ?? Value("HUGGINGFACE_HUB_CACHE") ?? Path.Combine(home, "hub"));
        return new HubSettings
        {
            CacheFolder = Path.GetFullPath(cache),
            Endpoint = EndpointOf(options?.Endpoint ?? (Value("HF_ENDPOINT") is { } address ? Address(address) : PublicHub)),
            LazyToken = new(() => options?.Token is { } token ? Presence(token) : Flag("HF_HUB_DISABLE_IMPLICIT_TOKEN") ? null : TokenOfEnvironment()),
            Offline = options?.Offline ?? (Flag("HF_HUB_OFFLINE") || Flag("TRANSFORMERS_OFFLINE")),
            UseLinks = !Flag("HF_HUB_DISABLE_SYMLINKS"),
            AnswerTimeout = Seconds("HF_HUB_ETAG_TIMEOUT"),
            SilenceTimeout = Seconds("HF_HUB_DOWNLOAD_TIMEOUT"),
        };

        string? Value(string name) => Presence(read(name));

        bool Flag(string name) => Value(name)?.ToUpperInvariant() is "1" or "ON" or "YES" or "TRUE";

        TimeSpan Seconds(string name) => TimeSpan.FromSeconds(
            double.TryParse(Value(name), System.Globalization.CultureInfo.InvariantCulture, out double seconds) && seconds is > 0 and < 86_400 ? seconds : 10);

        string? TokenOfEnvironment() =>
            Value("HF_TOKEN") ?? Value("HUGGING_FACE_HUB_TOKEN") ?? TokenOfFile(Expand(Value("HF_TOKEN_PATH") ?? Path.Combine(home, "token")));

        string Expand(string path) => ExpandPath(path, read);
    }

    private static string UserFolder => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private static string? Presence(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
            ? address
            : throw new HubException(HubReason.BadResponse, text, "HF_ENDPOINT is not an address. Write it as https://host, or leave it out.");

    private static Uri EndpointOf(Uri address) =>
        address.IsAbsoluteUri && address.Scheme is "http" or "https" && address.UserInfo.Length == 0
            ? new Uri(address.GetLeftPart(UriPartial.Path).TrimEnd('/'))
            : throw new HubException(HubReason.BadResponse, address.ToString(), "the hub's endpoint must be an http or https address without user and password.");

    private static string? TokenOfFile(string path)
    {
        try
        {
            return File.Exists(path) ? Presence(File.ReadAllText(path)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HubException(HubReason.Storage, path, $"the file of the access token cannot be read: {e.Message} Mend its rights, or set HF_TOKEN.", e);
        }
    }

    /// <summary><c>~</c> and <c>$NAME</c> or <c>${NAME}</c> as Python's expanduser and expandvars take them; unknown names stay.</summary>
    private static string ExpandPath(string path, Func<string, string?> read)
    {
        string expanded = System.Text.RegularExpressions.Regex.Replace(
            path, @"\$(?:(\w+)|\{(\w+)\})", match => read(match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value) ?? match.Value);
        return expanded == "~" || expanded.StartsWith("~/", StringComparison.Ordinal) ? UserFolder + expanded[1..] : expanded;
    }
}
