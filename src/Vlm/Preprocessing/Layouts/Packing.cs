namespace Vlm.Preprocessing.Layouts;

/// <summary>How frames of several pictures are listed.</summary>
internal enum Packing
{
    /// <summary>[F,…]: one behind the other.</summary>
    Flat,

    /// <summary>[B,T,…]: a row for each picture, filled up with zeros.</summary>
    PerPicture,

    /// <summary>[1,F,…]: the pictures of one conversation.</summary>
    OneRow,
}
