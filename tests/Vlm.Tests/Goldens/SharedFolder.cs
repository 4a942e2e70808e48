namespace Vlm.Tests.Goldens;

/// <summary>Data that may not be copied into the clone: a folder named shared beside it. A test that needs it is skipped where it is absent.</summary>
internal static class SharedFolder
{
    /// <summary>The absolute path of a file or folder below shared; skips the test where there is none.</summary>
    public static string Find(params string[] parts)
    {
        string relative = Path.Combine(parts);
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string candidate = Path.Combine(at.FullName, "shared", relative);
            if (Path.Exists(candidate))
            {
                return candidate;
            }
        }

        Assert.Skip($"shared/{relative} is not beside this clone.");
        return relative;
    }
}
