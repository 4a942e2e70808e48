using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Vlm.Evaluation;

/// <summary>SHA-256 fingerprints of what a run depends on. Members are thread-safe.</summary>
public static class Fingerprint
{
    /// <summary>
    /// Of a model: the names and bytes of all files of its folder; of a model without a folder what it says of itself, which
    /// is weaker and begins with <c>info:</c> instead of <c>sha256:</c>.
    /// </summary>
    /// <param name="model">What the model says of itself.</param>
    /// <param name="cancellationToken">Checked for each file.</param>
    public static string OfModel(ModelInfo model, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (model.Source is not { } folder || !Directory.Exists(folder))
        {
            Add(hash, $"{model.Name}\n{model.Version}\n{model.EmbeddingSpace}\n{model.EmbeddingSize}\n{model.Capabilities}");
            return $"info:{Convert.ToHexStringLower(hash.GetHashAndReset())}";
        }

        string[] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'))];
        Array.Sort(files, StringComparer.Ordinal);
        foreach (string file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Add(hash, file);
            using FileStream stream = File.OpenRead(Path.Combine(folder, file));
            hash.AppendData(SHA256.HashData(stream));
        }

        return Text(hash);
    }

    /// <summary>Of items: their ids, texts and labels and the bytes of their pictures. Whether these lie in a folder or a zip makes no difference.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="items">The items, in order.</param>
    /// <param name="cancellationToken">Checked for each item.</param>
    public static string OfData(DataSet data, IReadOnlyList<DataSetItem> items, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(items);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (DataSetItem item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Add(hash, item.Id);
            Add(hash, item.Label ?? "");
            AddAll(hash, item.Captions);
            foreach (DataSetQuestion question in item.Questions)
            {
                Add(hash, question.Id);
                Add(hash, question.Text);
                AddAll(hash, question.Answers);
            }

            hash.AppendData(PictureHash(data, item));
        }

        return Text(hash);
    }

    // A picture that cannot be read is part of the data too: the run reports it.
    private static byte[] PictureHash(DataSet data, DataSetItem item)
    {
        try
        {
            ImageInput picture = data.Open(item);
            if (picture.Pixels is not null)
            {
                return SHA256.HashData(Encoding.UTF8.GetBytes(picture.Name));
            }

            using IMemoryOwner<byte> bytes = picture.ReadEncoded(ImageLimits.Default.MaxEncodedBytes);
            return SHA256.HashData(bytes.Memory.Span);
        }
        catch (ImageDecodeException e)
        {
            return SHA256.HashData(Encoding.UTF8.GetBytes(e.Reason.ToString()));
        }
    }

    private static void AddAll(IncrementalHash hash, IReadOnlyList<string> texts)
    {
        Add(hash, $"{texts.Count}");
        foreach (string text in texts)
        {
            Add(hash, text);
        }
    }

    // The length stands before each text, so that no two lists of texts run together to the same bytes.
    private static void Add(IncrementalHash hash, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }

    private static string Text(IncrementalHash hash) => $"sha256:{Convert.ToHexStringLower(hash.GetHashAndReset())}";
}
