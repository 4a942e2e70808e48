using Vlm.Onnx;

namespace Vlm.Tests.Families;

/// <summary>Folders that are no model: a typed error that says what is wrong, at once, and no session stays open. Alone, since open sessions are counted.</summary>
[Collection(Alone.Name)]
public sealed class BadFolderTests
{
    // Far more than any of them takes, and far less than reading gigabytes or going in circles would.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Names => [.. BadFolder.All.Select(folder => folder.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Load_BadFolder_TypedErrorSaysWhatIsWrong(string name)
    {
        BadFolder bad = BadFolder.All.Single(folder => folder.Name == name);
        using TinyCopy copy = new(bad.Family);
        bad.Damage(copy);
        int before = SessionLifetime.Open;

        Exception? error = await Record.ExceptionAsync(() => Task.Run(copy.Load, TestContext.Current.CancellationToken).WaitAsync(AtOnce, TestContext.Current.CancellationToken));

        Assert.IsType(bad.Error, error);
        Assert.All(bad.Words, word => Assert.Contains(word, error!.Message, StringComparison.Ordinal));
        Assert.Equal(before, SessionLifetime.Open);
    }
}
