using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Vlm.Training;

/// <summary>An image encoder that stays as it is while heads are trained on its features, with all that decides what these features are.</summary>
/// <remarks>Thread-safe as far as its parts are.</remarks>
public sealed class FrozenImageEncoder : IDisposable
{
    private const string Manifest = "vlm.json";

    private readonly IDisposable? _owner;

    /// <summary>Takes an encoder of one's own. The caller keeps and disposes it.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="processor">What prepares its pictures.</param>
    /// <param name="key">Names the encoder's weights and the processor's settings: another key, another cache. A hash of their files serves well.</param>
    /// <param name="decoder">Null for the built-in one.</param>
    public FrozenImageEncoder(IImageEncoder encoder, IImageProcessor processor, string key, IImageDecoder? decoder = null)
        : this(encoder, processor, key, decoder, null)
    {
    }

    private FrozenImageEncoder(IImageEncoder encoder, IImageProcessor processor, string key, IImageDecoder? decoder, IDisposable? owner)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(processor);
        ArgumentException.ThrowIfNullOrEmpty(key);
        Encoder = encoder;
        Processor = processor;
        Key = key;
        Decoder = decoder;
        _owner = owner;
    }

    /// <summary>The encoder.</summary>
    public IImageEncoder Encoder { get; }

    /// <summary>What prepares its pictures.</summary>
    public IImageProcessor Processor { get; }

    /// <summary>What decodes them; null for the built-in decoder.</summary>
    public IImageDecoder? Decoder { get; }

    /// <summary>Names the encoder's weights and the processor's settings.</summary>
    public string Key { get; }

    /// <summary>
    /// The image encoder of a composed model (a folder with vlm.json). Its key is the SHA-256 of the encoder folder's files and of what
    /// vlm.json and <paramref name="options"/> say of it.
    /// </summary>
    /// <param name="modelFolder">The model's folder.</param>
    /// <param name="options">Null for the defaults with <see cref="VlmOptions.IntraOpThreads"/> = 1, which is fastest where several threads encode.</param>
    /// <returns>The encoder; disposing it disposes the model.</returns>
    /// <exception cref="ModelFolderException">The folder or a file of it is missing or wrong.</exception>
    /// <exception cref="NotSupportedException">It is no composed model.</exception>
    public static FrozenImageEncoder Load(string modelFolder, VlmOptions? options = null)
    {
        IVisionLanguageModel model = VisionLanguageModel.Load(modelFolder, options ?? new VlmOptions { IntraOpThreads = 1 });
        try
        {
            IImageEncoder? encoder = model.GetService<IImageEncoder>();
            IImageProcessor? processor = model.GetService<IImageProcessor>();
            return encoder is not null && processor is not null
                ? new FrozenImageEncoder(encoder, processor, KeyOf(modelFolder, options), model.GetService<IImageDecoder>(), model)
                : throw NoEncoder(modelFolder);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _owner?.Dispose();

    /// <summary>The key that <see cref="Load"/> gives, without opening a session.</summary>
    /// <exception cref="NotSupportedException">It is no composed model.</exception>
    internal static string KeyOf(string modelFolder, VlmOptions? options)
    {
        string manifest = Path.Combine(modelFolder, Manifest);
        if (!File.Exists(manifest))
        {
            throw NoEncoder(modelFolder);
        }

        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(manifest));
        JsonElement entry = json.RootElement.GetProperty("imageEncoder");
        string folder = Path.Combine(modelFolder, entry.GetProperty("folder").GetString()!);
        StringBuilder settings = new();
        settings.AppendJoin('\n', entry.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => $"{member.Name}={member.Value}"));
        settings.Append(CultureInfo.InvariantCulture, $"\n{options?.ProcessorRules}\n{options?.ProcessorOverrides?.ToJsonString()}\n{string.Join(',', options?.Precision ?? [])}");
        foreach (KeyValuePair<string, IReadOnlyList<ModelPrecision>> session in options?.SessionPrecision ?? new Dictionary<string, IReadOnlyList<ModelPrecision>>())
        {
            settings.Append(CultureInfo.InvariantCulture, $"\n{session.Key} {string.Join(',', session.Value)}");
        }

        return FolderKey.Of(folder, settings.ToString(), ".md", ".txt");
    }

    private static NotSupportedException NoEncoder(string modelFolder) =>
        new($"{modelFolder}: the model has no image encoder of its own to train heads on; a folder with vlm.json has.");
}
