using Vlm.Composition;

namespace Vlm.Tests.Composition;

public sealed class RankingTests
{
    [Fact]
    public void Top_EqualScores_KeepsTheirOrder() =>
        Assert.Equal([2, 0, 1], Ranking.Top([1f, 1f, 3f, 0f], 3));

    [Fact]
    public void Top_MoreThanThereAre_GivesAll() =>
        Assert.Equal([1, 0], Ranking.Top([1f, 2f], 5));
}
