namespace Vlm.Evaluation.Reading;

/// <summary>A table with a header line; the columns are found by their names, in any order.</summary>
internal static class CsvReader
{
    private static readonly string[] PictureColumns = ["image", "file_name", "filename", "file", "picture", "path"];

    public static void Read(string path, char separator, DataSetBuilder builder)
    {
        IEnumerator<CsvRecord> records = CsvTable.Parse(path, DataFile.ReadText(path), separator).GetEnumerator();
        if (!records.MoveNext())
        {
            throw new DataSetException(path, "it is empty; expected a header line such as image,caption.", 1);
        }

        string[] header = [.. records.Current.Fields.Select(name => name.Trim().ToLowerInvariant())];
        int picture = Array.FindIndex(header, PictureColumns.Contains);
        if (picture < 0)
        {
            throw new DataSetException(path, $"no column names the picture; found {string.Join(", ", header)}, expected one of {string.Join(", ", PictureColumns)}.", 1);
        }

        while (records.MoveNext())
        {
            CsvRecord record = records.Current;
            if (record.Fields.Count != header.Length)
            {
                throw new DataSetException(path, $"{record.Fields.Count} fields, but the header has {header.Length}. Put texts that hold the separator between double quotes.", record.Line);
            }

            ToRow(record, header, picture).AddTo(builder);
        }
    }

    private static DataRow ToRow(CsvRecord record, string[] header, int picture)
    {
        string? question = Field("question");
        string? answers = Field("answers") ?? Field("answer");
        return new DataRow
        {
            Line = record.Line,
            Picture = record.Fields[picture].Trim(),
            Id = Filled("id"),
            Split = Filled("split"),
            Label = Filled("label") ?? Filled("class"),
            Captions = (Field("caption") ?? Field("text")) is { } caption ? [caption] : [],
            Question = string.IsNullOrEmpty(question) ? null : question,
            Answers = answers is null ? [] : answers.Split('|', StringSplitOptions.TrimEntries),
            Type = Filled("type"),
        };

        string? Field(string name) => Array.IndexOf(header, name) is >= 0 and int column ? record.Fields[column] : null;

        string? Filled(string name) => Field(name)?.Trim() is { Length: > 0 } text ? text : null;
    }
}
