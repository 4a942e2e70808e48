using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>Fills one block: reads, decodes, cuts, processes and encodes its pictures. Thread-safe.</summary>
internal sealed class FeatureBlockEncoder(string path, FrozenImageEncoder encoder, IPictureSource source, FeatureCacheHeader header, FeatureCacheOptions options)
{
    private readonly ImageDecodeOptions _decoding = (options.Decoding ?? ImageDecodeOptions.Default).For(encoder.Processor);
    private readonly IImageDecoder _decoder = encoder.Decoder ?? ImageDecoder.Default;

    public void Encode(int block, Span<byte> bytes, CancellationToken cancellationToken)
    {
        bytes.Clear();
        int first = block * header.PicturesPerBlock;
        List<(int Picture, RgbImage Image)> batch = new(options.BatchSize);
        try
        {
            for (int i = 0; i < header.PicturesIn(block); i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Span<byte> record = bytes.Slice(i * header.RecordBytes, header.RecordBytes);
                if (Decode(first + i, record, cancellationToken) is { } image)
                {
                    batch.Add((i, image));
                }

                if (batch.Count == options.BatchSize || (i == header.PicturesIn(block) - 1 && batch.Count > 0))
                {
                    EncodeBatch(first, batch, bytes, cancellationToken);
                }
            }
        }
        finally
        {
            Release(batch);
        }
    }

    private static void Release(List<(int Picture, RgbImage Image)> batch)
    {
        batch.ForEach(entry => entry.Image.Dispose());
        batch.Clear();
    }

    private RgbImage? Decode(int picture, Span<byte> record, CancellationToken cancellationToken)
    {
        try
        {
            ImageInput input = source.Open(header.Pictures[picture]);
            if (input.Pixels is null && input.Raw is null)
            {
                using IMemoryOwner<byte> encoded = input.ReadEncoded(_decoding.Limits.MaxEncodedBytes);
                SHA256.HashData(encoded.Memory.Span, record[FeatureRecord.ContentHashStart..]);
                return _decoder.Decode(ImageInput.FromBytes(encoded.Memory, input.Name), _decoding, cancellationToken);
            }

            return _decoder.Decode(input, _decoding, cancellationToken);
        }
        catch (ImageDecodeException e)
        {
            LeaveOut(picture, record, e);
            return null;
        }
    }

    private void LeaveOut(int picture, Span<byte> record, VlmException error)
    {
        if (options.Unreadable == UnreadablePictures.Refuse)
        {
            throw new FeatureCacheException(path, $"the picture '{header.Pictures[picture]}' cannot be used: {error.Message} Mend or remove it, or leave unreadable pictures out (UnreadablePictures.LeaveOut).", error) { Index = picture };
        }

        FeatureRecord.MarkLeftOut(record, error is ImageDecodeException { Detail: { } detail } ? detail : error.Message);
    }

    private void EncodeBatch(int first, List<(int Picture, RgbImage Image)> batch, Span<byte> bytes, CancellationToken cancellationToken)
    {
        for (int view = 0; view < options.Views.Count && batch.Count > 0; view++)
        {
            using PixelValues? pixels = Process(first, batch, options.Views[view], bytes, cancellationToken);
            if (pixels is null)
            {
                // A picture was left out: the rest begins anew, so that its first views stand beside the others.
                view = -1;
                continue;
            }

            using ImageFeatures features = encoder.Encoder.Encode(pixels, cancellationToken);
            Store(first, batch, view, features, bytes);
        }

        foreach ((int picture, _) in batch)
        {
            FeatureRecord.MarkPresent(bytes.Slice(picture * header.RecordBytes, header.RecordBytes));
        }

        Release(batch);
    }

    private PixelValues? Process(int first, List<(int Picture, RgbImage Image)> batch, PictureView view, Span<byte> bytes, CancellationToken cancellationToken)
    {
        RgbImage[] seen = [.. batch.Select(entry => view.Of(entry.Image))];
        try
        {
            return encoder.Processor.Process(seen, cancellationToken);
        }
        catch (InvalidInputException e) when (e.Index is { } index || batch.Count == 1)
        {
            (int picture, RgbImage image) = batch[e.Index ?? 0];
            Span<byte> record = bytes.Slice(picture * header.RecordBytes, header.RecordBytes);
            record[FeatureRecord.HeadBytes..].Clear();
            LeaveOut(first + picture, record, e);
            image.Dispose();
            batch.RemoveAt(e.Index ?? 0);
            return null;
        }
        finally
        {
            Array.ForEach(seen, image => image.Dispose());
        }
    }

    private void Store(int first, List<(int Picture, RgbImage Image)> batch, int view, ImageFeatures features, Span<byte> bytes)
    {
        int rowNumbers = header.Rows * header.Width;
        for (int i = 0; i < batch.Count; i++)
        {
            Span<byte> target = bytes.Slice((batch[i].Picture * header.RecordBytes) + header.ViewOffset(view), header.NumbersPerView * header.BytesPerNumber);
            if (rowNumbers > 0)
            {
                if (features.Counts[i] != header.Rows)
                {
                    throw new FeatureCacheException(
                        path, $"the picture '{header.Pictures[first + batch[i].Picture]}' has {features.Counts[i]} rows, but others {header.Rows}: only encoders with a regular grid are kept. Keep pooled vectors alone (FeatureCacheOptions.Rows = false).");
                }

                Write(features.Rows!.Span.Slice(i * rowNumbers, rowNumbers), target);
            }

            if (header.PooledWidth > 0)
            {
                Write(features.Pooled!.Row(i), target[(rowNumbers * header.BytesPerNumber)..]);
            }
        }
    }

    private void Write(ReadOnlySpan<float> numbers, Span<byte> target)
    {
        if (header.BytesPerNumber == sizeof(float))
        {
            MemoryMarshal.AsBytes(numbers).CopyTo(target);
        }
        else
        {
            TensorPrimitives.ConvertToHalf(numbers, MemoryMarshal.Cast<byte, Half>(target));
        }
    }
}
