using System.Globalization;
using System.IO.Compression;

namespace Vlm.Evaluation;

/// <summary>
/// METEOR's table of paraphrases, which is not part of this package (62 MB, LGPL 2.1): a text file, perhaps gzipped, of three lines each: a
/// probability, a phrase, and a phrase that says the same. Immutable; thread-safe.
/// </summary>
public sealed class ParaphraseTable
{
    private const int LongestLine = 10_000;
    private readonly Dictionary<string, HashSet<string>> _pairs = new(StringComparer.Ordinal);
    private int _longest = 1;

    private ParaphraseTable()
    {
    }

    /// <summary>How many phrases have a paraphrase.</summary>
    public int Count => _pairs.Count;

    /// <summary>Reads a table, such as paraphrase-en.gz of METEOR 1.5.</summary>
    /// <param name="path">The file; gzip is told by its first bytes.</param>
    /// <exception cref="EvaluationException">The file is missing, or its lines are not a table's; the message names the line.</exception>
    public static ParaphraseTable Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using FileStream file = File.OpenRead(path);
            bool zipped = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            using Stream stream = zipped ? new GZipStream(file, CompressionMode.Decompress) : file;
            using StreamReader reader = new(stream);
            return Read(path, reader);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new EvaluationException($"{path}: the paraphrase table cannot be read: {e.Message} Name METEOR's paraphrase-en.gz, or score without it (METEOR_ess).", innerException: e);
        }
    }

    /// <summary>Lists the matches by paraphrase, those of more than one word included.</summary>
    internal void List(MeteorWord[] candidate, MeteorWord[] reference, List<MeteorMatch>[] matches)
    {
        for (int j = 0; j < reference.Length; j++)
        {
            for (int referenceLength = 1; referenceLength <= _longest && j + referenceLength <= reference.Length; referenceLength++)
            {
                string phrase = Phrase(reference, j, referenceLength);
                HashSet<string>? others = _pairs.GetValueOrDefault(phrase);
                for (int i = 0; others is not null && i < candidate.Length; i++)
                {
                    for (int length = 1; length <= _longest && i + length <= candidate.Length; length++)
                    {
                        if (others.Contains(Phrase(candidate, i, length)))
                        {
                            matches[j].Add(new MeteorMatch(i, length, j, referenceLength, 3));
                        }
                    }
                }
            }
        }
    }

    private static ParaphraseTable Read(string path, StreamReader reader)
    {
        ParaphraseTable table = new();
        for (int line = 1; reader.ReadLine() is { } probability; line += 3)
        {
            string? one = reader.ReadLine(), other = reader.ReadLine();
            if (one is null || other is null || one.Length > LongestLine || other.Length > LongestLine || !double.TryParse(probability, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            {
                throw new EvaluationException($"{path}: line {line}: expected a probability and two lines with a phrase each, found '{probability[..Math.Min(probability.Length, 60)]}'.");
            }

            table.Add(one.Trim(), other.Trim());
            table.Add(other.Trim(), one.Trim());
        }

        return table;
    }

    private void Add(string phrase, string other)
    {
        if (!_pairs.TryGetValue(phrase, out HashSet<string>? others))
        {
            _pairs[phrase] = others = new HashSet<string>(StringComparer.Ordinal);
        }

        others.Add(other);
        _longest = Math.Max(_longest, phrase.AsSpan().Count(' ') + 1);
    }

    private static string Phrase(MeteorWord[] words, int from, int length) => length == 1 ? words[from].Text : string.Join(' ', words.Skip(from).Take(length).Select(word => word.Text));
}
