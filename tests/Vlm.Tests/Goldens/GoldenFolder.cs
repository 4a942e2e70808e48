namespace Vlm.Tests.Goldens;

/// <summary>Reference outputs that stand beside the tests, in tests/golden.</summary>
internal static class GoldenFolder
{
    private static readonly Lazy<string> Root = new(Locate);

    /// <summary>The absolute path of a file or folder below tests/golden; parts are joined.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([Root.Value, .. parts]);

    private static string Locate()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string candidate = System.IO.Path.Combine(at.FullName, "tests", "golden");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException($"No folder tests/golden above {AppContext.BaseDirectory}; run the tests from a clone.");
    }
}
