using System.Globalization;
using System.Text;

namespace Vlm.Tokenization.Chat;

/// <summary>Python's strftime in the C locale.</summary>
internal static class TimeFormat
{
    public static string Apply(DateTimeOffset now, string format, Rendering rendering)
    {
        rendering.Budget.Text(format.Length * 32L);
        StringBuilder text = new();
        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 >= format.Length)
            {
                text.Append(format[i]);
                continue;
            }

            bool plain = format[i + 1] is '-' && i + 2 < format.Length;
            i += plain ? 2 : 1;
            string? part = Part(now, format[i]);
            text.Append(part is null ? $"%{(plain ? "-" : "")}{format[i]}" : plain ? Unpadded(part) : part);
        }

        return text.ToString();
    }

    private static string Unpadded(string part) => part.TrimStart('0', ' ') is { Length: > 0 } rest && char.IsAsciiDigit(rest[0]) ? rest : part.All(c => c is '0' or ' ') ? "0" : part;

    private static string? Part(DateTimeOffset now, char code) => code switch
    {
        'Y' => Invariant($"{now.Year:0000}"),
        'm' => Invariant($"{now.Month:00}"),
        'd' => Invariant($"{now.Day:00}"),
        'e' => Invariant($"{now.Day,2}"),
        'H' => Invariant($"{now.Hour:00}"),
        'k' => Invariant($"{now.Hour,2}"),
        'I' => Invariant($"{Hour12(now):00}"),
        'l' => Invariant($"{Hour12(now),2}"),
        'M' => Invariant($"{now.Minute:00}"),
        'S' => Invariant($"{now.Second:00}"),
        'f' => Invariant($"{now.Ticks % TimeSpan.TicksPerSecond / 10:000000}"),
        'p' => now.Hour < 12 ? "AM" : "PM",
        'P' => now.Hour < 12 ? "am" : "pm",
        'A' => CultureInfo.InvariantCulture.DateTimeFormat.GetDayName(now.DayOfWeek),
        'a' => CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedDayName(now.DayOfWeek),
        'B' => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(now.Month),
        'b' or 'h' => CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(now.Month),
        'j' => Invariant($"{now.DayOfYear:000}"),
        'y' => Invariant($"{now.Year % 100:00}"),
        'C' => Invariant($"{now.Year / 100:00}"),
        'w' => Invariant($"{(int)now.DayOfWeek}"),
        'u' => Invariant($"{(now.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)now.DayOfWeek)}"),
        'U' => Invariant($"{(now.DayOfYear + 6 - (int)now.DayOfWeek) / 7:00}"),
        'W' => Invariant($"{(now.DayOfYear + 6 - (((int)now.DayOfWeek + 6) % 7)) / 7:00}"),
        'V' => Invariant($"{ISOWeek.GetWeekOfYear(now.DateTime):00}"),
        'G' => Invariant($"{ISOWeek.GetYear(now.DateTime):0000}"),
        'g' => Invariant($"{ISOWeek.GetYear(now.DateTime) % 100:00}"),
        's' => Invariant($"{now.ToUnixTimeSeconds()}"),
        'n' => "\n",
        't' => "\t",
        '%' => "%",
        'z' or 'Z' => "",
        'D' or 'x' => Joined(now, "/", 'm', 'd', 'y'),
        'F' => Joined(now, "-", 'Y', 'm', 'd'),
        'T' or 'X' => Joined(now, ":", 'H', 'M', 'S'),
        'R' => Joined(now, ":", 'H', 'M'),
        'r' => $"{Joined(now, ":", 'I', 'M', 'S')} {Part(now, 'p')}",
        'c' => $"{Joined(now, " ", 'a', 'b', 'e')} {Part(now, 'T')} {Part(now, 'Y')}",
        _ => null,
    };

    private static string Joined(DateTimeOffset now, string separator, params char[] codes) => string.Join(separator, codes.Select(code => Part(now, code)));

    private static int Hour12(DateTimeOffset now) => now.Hour % 12 == 0 ? 12 : now.Hour % 12;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
