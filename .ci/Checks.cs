// What .ci/run needs to look into: test results and JSON documents.
//   tests TRX-FOLDER TESTS-FOLDER SHARED-FOLDER    counts by golden folder; fails when nothing ran, or any was skipped though the shared data are there
//   json FILE QUERY                                fails unless the file is one JSON document with something at the query, e.g. [0].text
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

return args switch
{
    ["tests", string results, string sources, string shared] => Tests(results, sources, shared),
    ["json", string file, string query] => Json(file, query),
    _ => throw new ArgumentException("tests TRX-FOLDER TESTS-FOLDER SHARED-FOLDER, or json FILE QUERY"),
};

static int Tests(string results, string sources, string shared)
{
    XNamespace trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";
    List<(string Class, string Outcome)> tests = [];
    foreach (XElement root in Directory.GetFiles(results, "*.trx").Select(file => XDocument.Load(file).Root!))
    {
        Dictionary<string, string> classes = root.Descendants(trx + "UnitTest").ToDictionary(
            test => (string)test.Attribute("id")!, test => (string)test.Element(trx + "TestMethod")!.Attribute("className")!);
        tests.AddRange(root.Descendants(trx + "UnitTestResult").Select(
            result => (classes[(string)result.Attribute("testId")!], (string)result.Attribute("outcome")!)));
    }

    string[] folders = [.. GoldenFolders(Path.Combine(sources, "golden")), .. GoldenFolders(Path.Combine(shared, "golden")),
        .. GoldenFolders(Path.Combine(shared, "models")), .. GoldenFolders(Path.Combine(shared, "families"))];
    Dictionary<string, string[]> goldensOfClass = Directory.GetFiles(sources, "*.cs", SearchOption.AllDirectories)
        .Select(File.ReadAllText).SelectMany(text => Classes(text).Select(name => (name, Goldens: Named(text, folders))))
        .GroupBy(pair => pair.name).ToDictionary(group => group.Key, group => group.SelectMany(pair => pair.Goldens).Distinct().ToArray());

    Console.WriteLine($"{"golden folder",-28}{"ran",8}{"skipped",9}");
    foreach (var group in tests
        .SelectMany(test => (goldensOfClass.GetValueOrDefault(test.Class) is { Length: > 0 } named ? named : ["(none)"]).Select(folder => (folder, test.Outcome)))
        .GroupBy(pair => pair.folder).OrderBy(group => group.Key, StringComparer.Ordinal))
    {
        int notRun = group.Count(pair => pair.Outcome == "NotExecuted");
        Console.WriteLine($"{group.Key,-28}{group.Count() - notRun,8}{notRun,9}");
    }

    Console.WriteLine("A test class that names several folders counts in each of them.");

    int passed = tests.Count(test => test.Outcome == "Passed"), skipped = tests.Count(test => test.Outcome == "NotExecuted");
    int failed = tests.Count - passed - skipped;
    bool complete = tests.Count > skipped && (skipped == 0 || !Directory.Exists(shared));
    Console.WriteLine($"{passed} passed, {failed} failed, {skipped} skipped");
    return complete ? 0 : 1;
}

static IEnumerable<string> GoldenFolders(string folder) =>
    Directory.Exists(folder) ? Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)) : [];

// A test class belongs to every golden folder that its file names as a path segment.
static string[] Named(string text, string[] folders) =>
    [.. folders.Distinct().Where(folder => Regex.IsMatch(text, $"[\"/]{Regex.Escape(folder)}[\"/]"))];

static IEnumerable<string> Classes(string text)
{
    string space = Regex.Match(text, @"^namespace ([\w.]+)", RegexOptions.Multiline).Groups[1].Value;
    return Regex.Matches(text, @"\bclass (\w+)").Select(match => $"{space}.{match.Groups[1].Value}");
}

static int Json(string file, string query)
{
    JsonElement value = JsonDocument.Parse(File.ReadAllBytes(file)).RootElement;
    foreach (Match part in Regex.Matches(query, @"\[(\d+)\]|(\w+)"))
    {
        bool isIndex = int.TryParse(part.Groups[1].Value, out int index);
        bool found = isIndex ? value.ValueKind == JsonValueKind.Array && index < value.GetArrayLength()
            : value.ValueKind == JsonValueKind.Object && value.TryGetProperty(part.Groups[2].Value, out _);
        if (!found)
        {
            string text = value.GetRawText();
            Console.WriteLine($"there is no {part.Value} of {query} in {text[..Math.Min(text.Length, 300)]}");
            return 1;
        }

        value = isIndex ? value[index] : value.GetProperty(part.Groups[2].Value);
    }

    Console.WriteLine(value);
    return value.ToString().Length > 0 ? 0 : 1;
}
