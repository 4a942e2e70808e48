using System.Text;

namespace Vlm.Evaluation.Reading;

/// <summary>CSV as RFC 4180 has it: quoted fields may hold separators, line breaks and doubled quotes. Empty lines are passed over.</summary>
internal static class CsvTable
{
    public static IEnumerable<CsvRecord> Parse(string path, string text, char separator)
    {
        int at = 0;
        long line = 1;
        while (at < text.Length)
        {
            long began = line;
            List<string> fields = [];
            bool more = true;
            while (more)
            {
                fields.Add(Field(path, text, separator, ref at, ref line));
                more = at < text.Length && text[at] == separator;
                at += more ? 1 : 0;
            }

            SkipLineEnd(text, ref at, ref line);
            if (fields is not [""])
            {
                yield return new CsvRecord(began, fields);
            }
        }
    }

    private static string Field(string path, string text, char separator, ref int at, ref long line)
    {
        if (at >= text.Length || text[at] != '"')
        {
            int end = text.AsSpan(at).IndexOfAny(separator, '\r', '\n');
            string plain = end < 0 ? text[at..] : text.Substring(at, end);
            at += plain.Length;
            return plain;
        }

        long began = line;
        StringBuilder field = new();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"' && (at + 1 == text.Length || text[at + 1] != '"'))
            {
                at++;
                return at == text.Length || text[at] == separator || text[at] is '\r' or '\n'
                    ? field.ToString()
                    : throw new DataSetException(path, $"after a closing quote expected '{separator}' or the end of the line, found '{text[at]}'. Double the quotes inside a quoted field.", line);
            }

            at += text[at] == '"' ? 1 : 0;
            line += text[at] == '\n' ? 1 : 0;
            field.Append(text[at]);
        }

        throw new DataSetException(path, "a quoted field is never closed.", began);
    }

    private static void SkipLineEnd(string text, ref int at, ref long line)
    {
        if (at < text.Length && text[at] == '\r')
        {
            at++;
        }

        if (at < text.Length && text[at] == '\n')
        {
            at++;
        }

        line++;
    }
}
