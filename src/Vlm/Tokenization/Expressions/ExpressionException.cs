namespace Vlm.Tokenization;

/// <summary>A regular expression that cannot be read. It never leaves the room: readers turn it into an error with file and key.</summary>
internal sealed class ExpressionException(string message) : Exception(message);
