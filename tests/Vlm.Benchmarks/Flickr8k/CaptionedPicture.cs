namespace Vlm.Benchmarks.Flickr8k;

/// <summary>A picture and what people wrote about it.</summary>
internal sealed record CaptionedPicture(string Filename, IReadOnlyList<string> Captions);
