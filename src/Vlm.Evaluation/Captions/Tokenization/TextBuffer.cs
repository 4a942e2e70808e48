using System.Buffers;

namespace Vlm.Evaluation;

/// <summary>Characters that are put together, in memory that is rented and given back.</summary>
internal sealed class TextBuffer : IDisposable
{
    private char[] _characters = ArrayPool<char>.Shared.Rent(256);

    public int Length { get; set; }

    public ReadOnlySpan<char> Text => _characters.AsSpan(0, Length);

    public void Append(char c)
    {
        if (Length == _characters.Length)
        {
            Grow(1);
        }

        _characters[Length++] = c;
    }

    public void Append(ReadOnlySpan<char> text)
    {
        if (Length + text.Length > _characters.Length)
        {
            Grow(text.Length);
        }

        text.CopyTo(_characters.AsSpan(Length));
        Length += text.Length;
    }

    /// <summary>Appends a character in lower case.</summary>
    public void AppendLower(char c) => Append(c < 128 ? char.ToLowerInvariant(c) : LowerCase.Of(c));

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_characters);
        _characters = [];
        Length = 0;
    }

    private void Grow(int by)
    {
        char[] larger = ArrayPool<char>.Shared.Rent(Math.Max(_characters.Length * 2, Length + by));
        Text.CopyTo(larger);
        ArrayPool<char>.Shared.Return(_characters);
        _characters = larger;
    }
}
