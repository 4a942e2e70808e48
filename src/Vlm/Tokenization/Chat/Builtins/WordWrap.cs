namespace Vlm.Tokenization.Chat;

/// <summary>The filter wordwrap: lines of at most so many characters, broken at spaces.</summary>
internal static class WordWrap
{
    public static object? Apply(in Call call)
    {
        string text = call.SelfText, with = call.Or(2, null) is null ? "\n" : call.Text(2);
        int width = (int)Math.Clamp(call.Integer(0, 79), int.MinValue, int.MaxValue);
        bool breaksWords = call.IsTrue(1, otherwise: true), breaksHyphens = call.IsTrue(3, otherwise: true);
        if (width <= 0)
        {
            throw TemplateFault.Evaluation($"invalid width {width} (must be > 0)");
        }

        call.Rendering.Budget.Text(2L * text.Length);
        List<string> lines = [];
        foreach (string line in PythonText.SplitLines(text))
        {
            Wrap(line, width, breaksWords, breaksHyphens, lines, call.Rendering);
        }

        return TextEdits.Joined(with, [.. lines], call.Rendering);
    }

    private static void Wrap(string line, int width, bool breaksWords, bool breaksHyphens, List<string> lines, Rendering rendering)
    {
        List<string> chunks = Chunks(line, breaksHyphens);
        int before = lines.Count;
        string current = "";
        for (int i = 0; i < chunks.Count; i++)
        {
            rendering.Budget.Step();
            string chunk = chunks[i];
            if (current.Length + chunk.Length <= width)
            {
                current += chunk;
            }
            else if (chunk.Length > width && breaksWords)
            {
                int room = width - current.Length;
                lines.Add(current + chunk[..room]);
                rendering.Budget.Step(chunk.Length >> 4);
                chunks[i--] = chunk[room..];
                current = "";
            }
            else if (current.Length == 0)
            {
                current = chunk;
            }
            else
            {
                lines.Add(current);
                current = "";
                i--;
            }
        }

        if (current.Length > 0 || lines.Count == before)
        {
            lines.Add(current);
        }
    }

    /// <summary>Words and the spaces between them, each a chunk; a word may also be cut after a hyphen between letters.</summary>
    private static List<string> Chunks(string line, bool breaksHyphens)
    {
        List<string> chunks = [];
        for (int start = 0; start < line.Length;)
        {
            bool space = PythonText.IsSpace(line[start]);
            int end = start;
            while (end < line.Length && PythonText.IsSpace(line[end]) == space)
            {
                end++;
                bool hyphen = breaksHyphens && line[end - 1] == '-' && end - start > 2 && end + 1 < line.Length
                    && char.IsLetter(line[end - 2]) && char.IsLetter(line[end]) && char.IsLetter(line[end + 1]);
                if (hyphen)
                {
                    break;
                }
            }

            chunks.Add(line[start..end]);
            start = end;
        }

        return chunks;
    }
}
