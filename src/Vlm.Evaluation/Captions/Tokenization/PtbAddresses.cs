using System.Buffers;
using static Vlm.Evaluation.PtbCharacters;

namespace Vlm.Evaluation;

/// <summary>Web addresses, mail addresses, names and tags of social networks, file names, markup, words with slashes and ampersands.</summary>
internal static class PtbAddresses
{
    private const string UrlStops = " \t\n\f\r\"<>|()";
    private const string UrlEnds = " \t\n\f\r\"<>|.!?(){},-";
    private static readonly SearchValues<char> MailStops = SearchValues.Create("\"<>|()");
    private static readonly string[] Domains = [".com", ".net", ".org", ".edu"];
    private static readonly string[] Extensions =
    [
        "bat", "bmp", "c", "class", "cgi", "cpp", "dll", "doc", "docx", "exe", "gif", "gz", "h", "htm", "html", "jar", "java", "jpeg", "jpg", "mov", "mp3", "pdf", "php", "pl",
        "png", "ppt", "ps", "py", "sql", "tar", "txt", "wav", "x", "xml", "zip", "3gp", "wma", "wmv", "avi", "flv", "mp4", "mpg",
    ];

    /// <summary>Offers addresses. A run is the text up to the next white space.</summary>
    public static void Offer(ReadOnlySpan<char> text, ReadOnlySpan<char> run, ref PtbMatch match)
    {
        int url = text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7 : text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8 : 0;
        match.Offer(url > 0 ? Path(text, url) : 0, PtbKind.AsIs);
        match.Offer(Likely(text, run), PtbKind.AsIs);
        match.Offer(char.IsAsciiLetterOrDigit(text[0]) ? Mail(text, run) : 0, PtbKind.AsIs);
        if (text[0] == '@' && text.Length > 1 && (char.IsAsciiLetter(text[1]) || text[1] == '_'))
        {
            int i = 2;
            while (i < text.Length && (char.IsAsciiLetterOrDigit(text[i]) || text[i] == '_'))
            {
                i++;
            }

            match.Offer(i, PtbKind.AsIs);
        }

        int tag = text[0] == '#' ? PtbWords.Word(text[1..]) : 0;
        match.Offer(tag > 0 ? tag + 1 : 0, PtbKind.AsIs);
    }

    /// <summary>Words joined by slashes: and/or, half-pipe/ramp.</summary>
    public static int Slashed(ReadOnlySpan<char> text)
    {
        int end = 0, i = 0;
        for (int part = 0; part < 3; part++)
        {
            int from = i;
            while (i < text.Length && char.IsAsciiLetterOrDigit(text[i]))
            {
                i++;
            }

            if (i == from)
            {
                return end;
            }

            for (int hyphens = 0; hyphens < 2 && i + 1 < text.Length && text[i] == '-' && char.IsAsciiLetter(text[i + 1]); hyphens++)
            {
                i++;
                while (i < text.Length && char.IsAsciiLetter(text[i]))
                {
                    i++;
                }
            }

            end = part > 0 ? i : 0;
            int slash = text[i..].StartsWith("\\/") ? 2 : i < text.Length && text[i] == '/' ? 1 : 0;
            if (slash == 0)
            {
                return end;
            }

            i += slash;
        }

        return end;
    }

    /// <summary>Capitals joined by &amp; or +: AT&amp;T.</summary>
    public static int Capitals(ReadOnlySpan<char> text)
    {
        int end = 0, i = 0;
        while (i < text.Length && char.IsAsciiLetterUpper(text[i]))
        {
            int from = i;
            while (i < text.Length && char.IsAsciiLetterUpper(text[i]))
            {
                i++;
            }

            end = from > 0 ? i : 0;
            int sign = text[i..].StartsWith("&amp;", StringComparison.OrdinalIgnoreCase) ? 5 : i < text.Length && text[i] is '+' or '&' ? 1 : 0;
            if (sign == 0)
            {
                break;
            }

            i += sign;
        }

        return end;
    }

    /// <summary>A file name with a known ending, before white space or a mark: offered with that one character.</summary>
    public static void OfferFile(ReadOnlySpan<char> text, ref PtbMatch match)
    {
        int i = 0, stop = 0;
        while (i < text.Length && (IsLetter(text[i]) || IsDigit(text[i])))
        {
            while (i < text.Length && (IsLetter(text[i]) || IsDigit(text[i])))
            {
                i++;
            }

            if (stop > 0 && i < text.Length && (IsSpaceOrNewline(text[i]) || text[i] is '.' or '?' or '!' or ',') && IsExtension(text[stop..i]))
            {
                match.Offer(i + 1, i, PtbKind.AsIs);
            }

            stop = i < text.Length && text[i] == '.' ? i + 1 : 0;
            i += i < text.Length && text[i] is '.' or '-' or '_' ? 1 : 0;
            if (stop == 0 && (i == 0 || i >= text.Length || text[i - 1] is not ('-' or '_')))
            {
                return;
            }
        }
    }

    /// <summary>Markup on one line: &lt;b&gt;, &lt;/b&gt;, &lt;!-- … --&gt;.</summary>
    public static int Markup(ReadOnlySpan<char> text)
    {
        int name = text.Length > 1 && text[1] == '/' ? 2 : 1;
        if (text[0] != '<' || name >= text.Length || !(char.IsAsciiLetter(text[name]) || text[name] is '!' or '?'))
        {
            return 0;
        }

        int end = text[..Math.Min(text.Length, PtbLexer.LongestAddress)].IndexOfAny('>', '\r', '\n');
        return end > name && text[end] == '>' ? end + 1 : 0;
    }

    private static bool IsExtension(ReadOnlySpan<char> text)
    {
        foreach (string extension in Extensions)
        {
            if (text.Equals(extension, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // At least one character that an address may hold, the last of them one that it may end with.
    private static int Path(ReadOnlySpan<char> text, int from)
    {
        int i = from;
        while (i < text.Length && !UrlStops.Contains(text[i]))
        {
            i++;
        }

        while (i > from + 1 && UrlEnds.Contains(text[i - 1]))
        {
            i--;
        }

        return i > from + 1 ? i : 0;
    }

    private static int Likely(ReadOnlySpan<char> text, ReadOnlySpan<char> run)
    {
        int host = 0;
        if (run.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
        {
            int i = 4;
            for (int from = i; i < run.Length && !" \t\n\f\r\"<>|!?(){},".Contains(run[i]); from = ++i)
            {
                while (i < run.Length && !" \t\n\f\r\"<>|.!?(){},".Contains(run[i]))
                {
                    i++;
                }

                int letters = 0;
                while (letters < 4 && from + letters < run.Length && char.IsAsciiLetter(run[from + letters]))
                {
                    letters++;
                }

                host = from > 4 && letters >= 2 ? from + letters : host;
                if (i == from || i >= run.Length || run[i] != '.')
                {
                    break;
                }
            }
        }

        int labels = 0;
        while (labels < run.Length && !"\"`'<>|!?(){}_$".Contains(run[labels]) && run[labels] is not (>= ',' and <= '_') || (labels < run.Length && (run[labels] == '.' || char.IsAsciiLetterUpper(run[labels]))))
        {
            labels++;
        }

        foreach (string domain in Domains)
        {
            int at = run[..labels].LastIndexOf(domain, StringComparison.OrdinalIgnoreCase);
            bool empty = at <= 0 || run[..at].IndexOf("..") >= 0 || run[0] == '.' || run[at - 1] == '.';
            host = empty ? host : Math.Max(host, at + domain.Length);
        }

        if (host > 0 && host < text.Length && text[host] == '/')
        {
            int path = Path(text, host + 1);
            return path > 0 ? path : host;
        }

        return host;
    }

    private static int Mail(ReadOnlySpan<char> text, ReadOnlySpan<char> run)
    {
        int at = run.LastIndexOf('@');
        if (at <= 0 || run[..at].ContainsAny(MailStops))
        {
            return 0;
        }

        int i = at + 1;
        while (i < run.Length && !"\"<>|()\u00A0".Contains(run[i]))
        {
            i++;
        }

        while (i > at + 1 && run[i - 1] == '.')
        {
            i--;
        }

        return i > at + 1 && i <= text.Length ? i : 0;
    }
}
