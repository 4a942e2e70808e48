using Vlm.Evaluation;

namespace Vlm.Tests.Evaluation.Human;

/// <summary>Small studies: two pictures and two systems.</summary>
internal static class Studies
{
    /// <summary>A PNG file of one pixel.</summary>
    public static byte[] Pixel { get; } = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==");

    public static RatingStudy Grades() => new()
    {
        Title = "Captions <& pictures>",
        Items = [Item("one.jpg", ("greedy", "a dog"), ("beams", "a dog runs </script> on grass")), Item("two.jpg", ("greedy", "a cat"), ("beams", "a cat & a ball"))],
    };

    public static RatingStudy Choice() => new()
    {
        Mode = RatingMode.Choice,
        Items = [.. Enumerable.Range(0, 8).Select(i => Item($"{i}", ("worse", $"bad {i}"), ("better", $"good {i}")))],
    };

    private static RatedItem Item(string id, params (string System, string Text)[] candidates) => new()
    {
        Id = id,
        Picture = EmbeddedPicture.FromBytes(Pixel, id),
        Candidates = [.. candidates.Select(candidate => new RatedCandidate { System = candidate.System, Text = candidate.Text })],
    };
}
