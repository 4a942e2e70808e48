namespace Vlm.Tests.Goldens;

/// <summary>Tensors of a reference file as the library's own.</summary>
internal static class GoldenTensors
{
    public static TensorBuffer<float> Tensor(this SafetensorsFile file, string name) => new(file.Floats(name), file.Shape(name));

    public static TensorBuffer<long> LongTensor(this SafetensorsFile file, string name) => new(file.Longs(name), file.Shape(name));

    /// <summary>The first entries of the outermost dimension.</summary>
    public static TensorBuffer<float> First(this SafetensorsFile file, string name, int count)
    {
        long[] shape = file.Shape(name);
        long stride = shape[1..].Aggregate(1L, (a, b) => a * b);
        return new TensorBuffer<float>(file.Floats(name).AsMemory(0, (int)(count * stride)), [count, .. shape[1..]]);
    }

    /// <summary>Image features of the first pictures of a grid [B,N,D].</summary>
    public static ImageFeatures Grid(this SafetensorsFile file, string name, int count)
    {
        TensorBuffer<float> grid = file.First(name, count);
        int cells = (int)grid.Shape[1];
        return new ImageFeatures([.. Enumerable.Repeat(cells, count)], new TensorBuffer<float>(grid.Memory, [count * cells, grid.Shape[2]]));
    }
}
