namespace Vlm.Benchmarks.Ratios;

/// <summary>A script of the folder peers with the benchmark's pictures as files.</summary>
internal sealed class PicturePeer : IDisposable
{
    private readonly string _folder;
    private readonly PeerProcess _process;

    private PicturePeer(string folder, PeerProcess process) => (_folder, _process) = (folder, process);

    public string Versions => _process.Versions;

    /// <summary>A script in Python that uses Pillow and NumPy; null, and a line that says so, where they are absent.</summary>
    public static PicturePeer? Python(string script)
    {
        string python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        return Start(python, script, [], $"Pillow + NumPy ({script})", "Install python3-pil and python3-numpy.");
    }

    /// <summary>A script for node that uses transformers.js, with arguments before the files.</summary>
    public static PicturePeer? Node(string script, params string[] arguments)
    {
        string packages = Environment.GetEnvironmentVariable("VLM_NODE_PACKAGES") ?? Environment.CurrentDirectory;
        return Start(
            "node", script, [packages, .. arguments], "transformers.js",
            "Install @huggingface/transformers with npm and set VLM_NODE_PACKAGES to the folder of its node_modules.");
    }

    /// <summary>The milliseconds that it took for what the line asks.</summary>
    public double Milliseconds(string line) => _process.Ask(line)[0] / 1e6;

    public void Dispose()
    {
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static PicturePeer? Start(string program, string script, string[] arguments, string name, string advice)
    {
        string folder = Directory.CreateTempSubdirectory("vlm-benchmarks-").FullName;
        string[] files = [.. BenchmarkPictures.Names.Select(picture => Path.Combine(folder, picture))];
        for (int i = 0; i < files.Length; i++)
        {
            File.WriteAllBytes(files[i], BenchmarkPictures.Encoded[i]);
        }

        if (PeerProcess.Start(program, script, [.. arguments, .. files], out string reason) is { } process)
        {
            return new PicturePeer(folder, process);
        }

        Console.WriteLine($"skipped: {name}: {reason} {advice}");
        Directory.Delete(folder, recursive: true);
        return null;
    }
}
