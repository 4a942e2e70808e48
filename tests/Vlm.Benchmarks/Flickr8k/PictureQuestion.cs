namespace Vlm.Benchmarks.Flickr8k;

/// <summary>A question about a picture and its one right answer.</summary>
internal sealed record PictureQuestion(string Filename, string Question, string Answer);
