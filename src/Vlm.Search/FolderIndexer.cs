namespace Vlm.Search;

/// <summary>Brings an index up to date with a folder of pictures: only what is new or changed passes through the model.</summary>
public static class FolderIndexer
{
    /// <summary>Updates an index file, or makes it. The old file stays whole until the new one is complete, and when anything fails.</summary>
    /// <param name="indexFile">The index file.</param>
    /// <param name="folder">The folder of pictures; searched with the folders in it, see <see cref="PictureFiles"/>.</param>
    /// <param name="model">A model that embeds pictures.</param>
    /// <param name="options">Null for the model's own; <see cref="InferenceOptions.Progress"/> is told after each picture.</param>
    /// <param name="cancellationToken">Works within 100 ms; nothing is written then.</param>
    /// <returns>What was done, with the files that could not be read.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="ImageIndexException">The file is not a whole index of this model and this folder, or cannot be written.</exception>
    /// <exception cref="NotSupportedException">The model does not embed pictures, or does not say in which space.</exception>
    public static async Task<FolderIndexReport> UpdateFileAsync(
        string indexFile, string folder, IVisionLanguageModel model, EmbeddingOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(indexFile);
        ArgumentNullException.ThrowIfNull(model);
        (string space, int dimensions) = SpaceOf(model.Info);
        ImageIndex index = File.Exists(IndexFileWriter.TargetOf(indexFile)) ? ImageIndex.Load(indexFile, model.Info, cancellationToken) : ImageIndex.Create(space, dimensions);
        ThrowIfOtherFolder(index, indexFile, folder);
        FolderIndexReport report = await UpdateAsync(index, folder, model, options, cancellationToken).ConfigureAwait(false);
        index.Save(indexFile, cancellationToken);
        return report;
    }

    /// <summary>Updates an index in memory. It changes only after the last picture has been embedded; a call that fails or is cancelled leaves it as it was.</summary>
    /// <param name="index">The index.</param>
    /// <param name="folder">The folder of pictures; searched with the folders in it, see <see cref="PictureFiles"/>.</param>
    /// <param name="model">A model that embeds pictures.</param>
    /// <param name="options">Null for the model's own; <see cref="InferenceOptions.Progress"/> is told after each picture.</param>
    /// <param name="cancellationToken">Works within 100 ms.</param>
    /// <returns>What was done, with the files that could not be read.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="ImageIndexException">The index is of another model.</exception>
    /// <exception cref="NotSupportedException">The model does not embed pictures, or does not say in which space.</exception>
    public static async Task<FolderIndexReport> UpdateAsync(
        ImageIndex index, string folder, IVisionLanguageModel model, EmbeddingOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(model);
        SpaceOf(model.Info);
        index.ThrowIfOtherModel(model.Info, "the index in memory");
        FolderChanges changes = FolderChanges.Find(index, folder);

        List<SkippedFile> skipped = [];
        List<(PictureFile Picture, Embedding Embedding)> done = [];
        EmbeddingOptions each = new() { BatchSize = options?.BatchSize, Decode = options?.Decode, Normalize = true };
        IEnumerable<ImageInput> inputs = changes.ToEmbed.Select(picture => ImageInput.FromFile(picture.Path));
        await foreach (ItemResult<Embedding> item in model.EmbedImagesEachAsync(inputs, each, cancellationToken).ConfigureAwait(false))
        {
            PictureFile picture = changes.ToEmbed[item.Index];
            if (item.Value is { } embedding)
            {
                done.Add((picture, embedding));
            }
            else
            {
                skipped.Add(new SkippedFile(picture.Id, item.Error is ImageDecodeException decode ? decode.Detail : item.Error!.Message));
            }

            options?.Progress?.Report(new BatchProgress(item.Index + 1, changes.ToEmbed.Count));
        }

        cancellationToken.ThrowIfCancellationRequested();
        int removed = changes.Gone.Concat(skipped.Select(file => file.File)).Count(index.Remove);
        int updated = 0;
        foreach ((PictureFile picture, Embedding embedding) in done)
        {
            if (index.TryGet(picture.Id, out _))
            {
                index.Update(picture.Id, embedding, picture.Stamp);
                updated++;
            }
            else
            {
                index.Add(picture.Id, embedding, picture.Stamp);
            }
        }

        index.Folder = FullPath(folder);
        skipped.AddRange(changes.Unreadable);
        skipped.Sort((a, b) => string.CompareOrdinal(a.File, b.File));
        return new FolderIndexReport { Added = done.Count - updated, Updated = updated, Removed = removed, Unchanged = changes.Unchanged, Skipped = skipped };
    }

    private static (string Space, int Dimensions) SpaceOf(ModelInfo info)
    {
        if (!info.Can(ModelCapabilities.EmbedImages))
        {
            throw new NotSupportedException($"The model {info.Name} does not embed pictures; a model with a retrieval head does.");
        }

        return info is { EmbeddingSpace: { } space, EmbeddingSize: { } size }
            ? (space, size)
            : throw new NotSupportedException($"The model {info.Name} does not say in which space its embeddings lie (ModelInfo.EmbeddingSpace, EmbeddingSize), so that an index could not tell them from another model's.");
    }

    // The ids of one folder mean nothing in another, and every entry would be taken for removed. A folder that moved is no other one.
    private static void ThrowIfOtherFolder(ImageIndex index, string indexFile, string folder)
    {
        string now = FullPath(folder);
        if (index.Folder is { } old && index.Count > 0 && old != now && Directory.Exists(old))
        {
            throw new ImageIndexException(
                ImageIndexError.OtherFolder, indexFile, $"it describes the pictures of '{old}', not of '{now}'. Index that folder into another file, or delete this one first.");
        }
    }

    private static string FullPath(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
}
