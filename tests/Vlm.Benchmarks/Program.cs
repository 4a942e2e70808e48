using BenchmarkDotNet.Running;
using Vlm.Benchmarks.Bare;
using Vlm.Benchmarks.Flickr8k;
using Vlm.Benchmarks.Fuzzing;
using Vlm.Benchmarks.Ratios;

const string Usage = """
    --ratios [NAME...]      prints the ratios of RESULTS.md; without names all of them
    --flickr8k [FOLDER]     retrieval and question answering on Flickr8k's val split; default ../shared/data/flickr8k
    --fuzz images           damaged pictures: [--part jpeg|png|gif|webp|bmp|ico] [--count 1000000] [--seed 20261124] [--decoder native|managed]
    --fuzz animations       damaged animations, frame by frame: [--part gif|webp] [--count 100000] [--seed 20261124]
    --fuzz folders          damaged model folders, loaded and asked: [--part configs|sessions] [--count 20000] [--seed 20261124]
    --fuzz tokenizers       damaged tokenizer files: [--part made|published|forms] [--count 100000] [--seed 20261124]
    --fuzz templates        damaged chat templates: [--part templates|conversations] [--count 100000] [--seed 20261124]
    --load-sessions FILE... opens the .onnx files with nothing but ONNX Runtime and prints the milliseconds
    --load-tokenizers FILE.. loads tokenizer.json files, each in turn, and prints the milliseconds of the first and of later times
    anything else           goes to BenchmarkDotNet, for example --filter '*'
    """;

switch (args.FirstOrDefault())
{
    case null or "--help":
        Console.WriteLine(Usage);
        return 0;
    case "--ratios":
        return RatiosCommand.Run(args[1..]);
    case "--flickr8k":
        return await FidelityCommand.RunAsync(args.ElementAtOrDefault(1));
    case "--fuzz":
        return FuzzCommand.Run(args[1..]);
    case "--load-tokenizers":
        TokenizerLoading.Print(args[1..]);
        return 0;
    case "--load-sessions":
        Console.WriteLine(BareSession.TimeLoading(args[1..]).TotalMilliseconds.ToString("0.0"));
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
}
