using System.CommandLine;
using Vlm.Cli.Commands.Train;
using Vlm.Training;

namespace Vlm.Cli.Commands;

/// <summary><c>vlm train</c>: heads of one's own over the frozen encoders of a model.</summary>
internal static class TrainCommand
{
    public static Command Create(CommandEnvironment environment) =>
        new("train", "Trains a head on your own pictures, or how sure a model may be.")
        {
            TrainHeadCommand.Create(environment, "retrieval", TrainingTaskKind.Retrieval, "Finding pictures by texts and texts by pictures."),
            TrainHeadCommand.Create(environment, "caption", TrainingTaskKind.Caption, "A decoder that writes captions."),
            TrainHeadCommand.Create(environment, "vqa", TrainingTaskKind.Vqa, "A head that answers questions about pictures."),
            TrainHeadCommand.Create(environment, "classify", TrainingTaskKind.Classify, "An image classifier with your own classes."),
            ConfidenceCommand.Create(environment),
        };
}
