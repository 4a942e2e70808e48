namespace Vlm.Evaluation.Reading;

/// <summary>From a path to a data set: which format it is, and where its pictures lie.</summary>
internal static class DataSetFile
{
    public static DataSet Open(string path, DataSetOptions options)
    {
        bool folder = Directory.Exists(path);
        if (!folder && !File.Exists(path))
        {
            throw new DataSetException(path, "there is no such file or folder. Pass the data file, such as dataset.json.");
        }

        bool classes = options.Format is DataSetFormat.ClassFolders || (options.Format is null && (folder || HasExtension(path, ".zip")));
        if (folder && !classes)
        {
            throw new DataSetException(path, $"it is a folder, and {options.Format} is read from a file. Pass the data file.");
        }

        IPictureSource pictures = PictureSource.Open(classes ? path : options.Images ?? PicturesBeside(path));
        try
        {
            DataSetBuilder builder = new(path, pictures);
            Read(path, classes, options, builder);
            return builder.Build();
        }
        catch
        {
            pictures.Dispose();
            throw;
        }
    }

    private static void Read(string path, bool classes, DataSetOptions options, DataSetBuilder builder)
    {
        if (classes)
        {
            ClassFolderReader.Read(path, builder);
        }
        else if (options.Format is DataSetFormat.Csv || (options.Format is null && (HasExtension(path, ".csv") || HasExtension(path, ".tsv"))))
        {
            CsvReader.Read(path, HasExtension(path, ".tsv") ? '\t' : ',', builder);
        }
        else if (options.Format is DataSetFormat.JsonLines || (options.Format is null && (HasExtension(path, ".jsonl") || HasExtension(path, ".ndjson"))))
        {
            JsonLinesReader.Read(path, builder);
        }
        else
        {
            ReadJson(DataFile.ReadJson(path), path, options, builder);
        }
    }

    private static void ReadJson(JsonNode root, string path, DataSetOptions options, DataSetBuilder builder)
    {
        switch (options.Format ?? FormatOf(root, options))
        {
            case DataSetFormat.Karpathy:
                KarpathyReader.Read(root, builder);
                break;
            case DataSetFormat.CocoCaptions:
                CocoCaptionReader.Read(root, builder);
                break;
            case DataSetFormat.Questions:
                QuestionListReader.Read(root, builder);
                break;
            case DataSetFormat.VqaV2 when options.Annotations is { } annotations:
                VqaV2Reader.Read(root, DataFile.ReadJson(annotations), builder);
                break;
            case DataSetFormat.VqaV2:
                throw new DataSetException(path, "these are VQA v2 questions without answers. Pass the annotations file too (--annotations, DataSetOptions.Annotations).");
            default:
                throw new DataSetException(path, $"{options.Format} is not read from a JSON file.");
        }
    }

    private static DataSetFormat FormatOf(JsonNode root, DataSetOptions options)
    {
        if (root.Has("images"))
        {
            return root.Has("annotations") ? DataSetFormat.CocoCaptions : DataSetFormat.Karpathy;
        }

        if (!root.Has("questions"))
        {
            throw root.Wrong("no known data set: expected 'images' with 'sentences' (Karpathy), 'images' with 'annotations' (COCO), or 'questions' (VQA); "
                + "for one object a line name the file .jsonl.");
        }

        bool official = options.Annotations is not null || root.Items("questions").FirstOrDefault().Element is { ValueKind: System.Text.Json.JsonValueKind.Object } first && first.TryGetProperty("question_id", out _);
        return official ? DataSetFormat.VqaV2 : DataSetFormat.Questions;
    }

    private static string PicturesBeside(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string zip = Path.Combine(folder, "images.zip"), images = Path.Combine(folder, "images");
        return File.Exists(zip) ? zip : Directory.Exists(images) ? images : folder;
    }

    private static bool HasExtension(string path, string extension) => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
}
