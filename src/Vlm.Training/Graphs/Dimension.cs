using System.Diagnostics.CodeAnalysis;

namespace Vlm.Training;

/// <summary>
/// One dimension of a value's shape: a number, or a number times sizes that are known only when a batch is there, such as
/// <c>batch</c> or <c>4*batch*sequence</c>. Two dimensions are equal when they are equal for every batch.
/// </summary>
public readonly struct Dimension : IEquatable<Dimension>
{
    private readonly string? _symbols;

    private Dimension(long factor, string? symbols)
    {
        Factor = factor;
        _symbols = factor == 0 || string.IsNullOrEmpty(symbols) ? null : symbols;
    }

    /// <summary>Whether the size is a number.</summary>
    public bool IsKnown => _symbols is null;

    /// <summary>The size.</summary>
    /// <exception cref="InvalidOperationException">The size is not known before a batch is there.</exception>
    public long Size => IsKnown ? Factor : throw new InvalidOperationException($"The dimension '{this}' is known only when a batch is there.");

    internal long Factor { get; }

    internal IReadOnlyList<string> Symbols => _symbols?.Split('*') ?? [];

    /// <summary>A size that a batch gives.</summary>
    /// <param name="name">Its name; the same name is the same size everywhere in a graph.</param>
    public static Dimension Symbol(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new Dimension(1, name.Replace('*', '_'));
    }

    /// <summary>A size that is known now.</summary>
    /// <param name="size">0 or more.</param>
    public static implicit operator Dimension(long size) => FromInt64(size);

    /// <summary>A size that a batch gives.</summary>
    /// <param name="name">Its name.</param>
    public static implicit operator Dimension(string name) => Symbol(name);

    /// <summary>The product of two sizes.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static Dimension operator *(Dimension left, Dimension right) => Multiply(left, right);

    /// <summary>Whether both are the same size for every batch.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Dimension left, Dimension right) => left.Equals(right);

    /// <summary>Whether there are batches for which the sizes differ.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Dimension left, Dimension right) => !left.Equals(right);

    /// <summary>A size that is known now.</summary>
    /// <param name="size">0 or more.</param>
    public static Dimension FromInt64(long size) => new(size, null);

    /// <summary>The product of two sizes.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static Dimension Multiply(Dimension left, Dimension right)
    {
        if (left.IsKnown || right.IsKnown)
        {
            return new Dimension(left.Factor * right.Factor, left._symbols ?? right._symbols);
        }

        return new Dimension(left.Factor * right.Factor, string.Join('*', left.Symbols.Concat(right.Symbols).Order(StringComparer.Ordinal)));
    }

    /// <inheritdoc/>
    public bool Equals(Dimension other) => Factor == other.Factor && _symbols == other._symbols;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Dimension other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Factor, _symbols);

    /// <summary>For example <c>49</c>, <c>batch</c> or <c>4*batch</c>.</summary>
    public override string ToString() => IsKnown ? $"{Factor}" : Factor == 1 ? _symbols! : $"{Factor}*{_symbols}";

    /// <summary>The sum; a new symbol where a size is not known.</summary>
    internal static Dimension Sum(Dimension left, Dimension right) =>
        left.IsKnown && right.IsKnown ? left.Factor + right.Factor
        : left == 0 ? right
        : right == 0 ? left
        : left._symbols == right._symbols ? new Dimension(left.Factor + right.Factor, left._symbols)
        : new Dimension(1, string.Create(null, $"({left}+{right})").Replace('*', '.'));

    /// <summary>The quotient, where it has no rest for every batch.</summary>
    internal bool TryDivide(Dimension divisor, out Dimension quotient)
    {
        quotient = default;
        List<string> rest = [.. Symbols];
        if (divisor.Factor == 0 || Factor % divisor.Factor != 0 || !divisor.Symbols.All(rest.Remove))
        {
            return false;
        }

        quotient = new Dimension(Factor / divisor.Factor, string.Join('*', rest));
        return true;
    }

    /// <summary>The size for given sizes of the symbols.</summary>
    internal long? Resolve(IReadOnlyDictionary<string, long> sizes)
    {
        long size = Factor;
        foreach (string symbol in Symbols)
        {
            if (!sizes.TryGetValue(symbol, out long value))
            {
                return null;
            }

            size *= value;
        }

        return size;
    }
}
