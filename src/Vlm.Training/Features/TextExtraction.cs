using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Vlm.Training;

/// <summary>
/// Makes the file of <see cref="CachedTextStates"/>, or opens it where it is there already. A run that was stopped, even killed, is continued;
/// damaged blocks are made again. The file has its own name only when it is whole.
/// </summary>
internal sealed class TextExtraction(FrozenTextEncoder encoder, IReadOnlyList<string> texts)
{
    private readonly string _texts = TextHash.Of(texts);

    /// <summary>For tests of disks that fill.</summary>
    public Func<string, FileStream>? OpenPartial { get; init; }

    /// <summary>The file beside a cache of picture features. Texts and encoder are in its name, so that tasks that share the pictures do not fight over it.</summary>
    public string PathBeside(string features) => TextHash.PathBeside(features, "texts", [encoder.Key, _texts]);

    /// <summary>Gives the states; the caller disposes them.</summary>
    /// <param name="path">The file.</param>
    /// <param name="progress">Told how many texts are encoded; not told anything where all are there already.</param>
    /// <param name="cancellationToken">Stops between two batches; whole blocks are kept.</param>
    /// <exception cref="FeatureCacheException">The file is of another encoder or of other texts, or the disk is full.</exception>
    public TextStates Run(string path, IProgress<BatchProgress>? progress, CancellationToken cancellationToken)
    {
        TextStatesHeader header = File.Exists(path) ? ReadOwn(path) : Describe(cancellationToken);
        BlockLayout layout = header.ToLayout();
        if (File.Exists(path) && BlockFileWriter.OpenOrTakeBack(path, layout) is { } whole)
        {
            return new CachedTextStates(whole, header, texts);
        }

        using BlockFileWriter writer = BlockFileWriter.Open(path, layout, OpenPartial);
        Encode(writer, header, layout, progress, cancellationToken);
        writer.Complete();
        return new CachedTextStates(BlockFile.Open(path, layout), header, texts);
    }

    private TextStatesHeader ReadOwn(string path)
    {
        TextStatesHeader header = TextStatesHeader.Read(path);
        string? other = header.Encoder != encoder.Key ? "encoder" : header.Texts != _texts || header.Lengths.Count != texts.Count ? "set of texts" : null;
        return other is null ? header : throw new FeatureCacheException(path, $"the token states in it are of another {other}. Delete the file, or give another path.");
    }

    private TextStatesHeader Describe(CancellationToken cancellationToken)
    {
        List<int> lengths = new(texts.Count);
        foreach (int[] batch in TextOrder.Of(texts).Chunk(TextOrder.BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using TokenIds tokens = Tokens(batch);
            lengths.AddRange(Enumerable.Range(0, batch.Length).Select(row => Math.Max(1, (int)TensorPrimitives.Sum<long>(tokens.AttentionMask.Row(row)))));
        }

        return new TextStatesHeader
        {
            Kind = TextStatesHeader.KindName,
            Format = 1,
            Encoder = encoder.Key,
            Texts = _texts,
            Width = encoder.Encoder.OutputSizes.Sequence!.Value,
            Lengths = lengths,
        };
    }

    private void Encode(BlockFileWriter writer, TextStatesHeader header, BlockLayout layout, IProgress<BatchProgress>? progress, CancellationToken cancellationToken)
    {
        int done = 0;
        foreach ((int block, int[] members) in TextOrder.Of(texts).Chunk(TextStatesHeader.TextsPerBlock).Index())
        {
            if (!writer.IsWritten(block))
            {
                byte[] bytes = new byte[layout.BlockLengths[block]];
                Encode(members, block * TextStatesHeader.TextsPerBlock, header, MemoryMarshal.Cast<byte, Half>(bytes.AsSpan()), cancellationToken);
                writer.Write(block, bytes);
            }

            progress?.Report(new BatchProgress(done += members.Length, texts.Count));
        }
    }

    private void Encode(int[] members, int place, TextStatesHeader header, Span<Half> destination, CancellationToken cancellationToken)
    {
        foreach (int[] batch in members.Chunk(TextOrder.BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using TokenIds tokens = Tokens(batch);
            using TextFeatures features = encoder.Encoder.Encode(tokens, cancellationToken);
            for (int row = 0; row < batch.Length; row++, place++)
            {
                int count = header.Lengths[place] * header.Width;
                TensorPrimitives.ConvertToHalf(features.Tokens!.Row(row)[..count], destination);
                destination = destination[count..];
            }
        }
    }

    private TokenIds Tokens(int[] batch) => encoder.Tokens.Encode([.. batch.Select(i => texts[i])]);
}
