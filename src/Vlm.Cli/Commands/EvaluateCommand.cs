using System.CommandLine;
using Vlm.Cli.Commands.Evaluate;
using Vlm.Evaluation;

namespace Vlm.Cli.Commands;

/// <summary><c>vlm evaluate</c>: how good a model is, by data, by people and between groups.</summary>
internal static class EvaluateCommand
{
    public static Command Create(CommandEnvironment environment) =>
        new("evaluate", "Says how good a model is: by data, by people, and between groups.")
        {
            EvaluateModelCommand.Create(environment, "caption", EvaluationTask.Caption, "Captions every picture and scores the captions against people's."),
            EvaluateModelCommand.Create(environment, "retrieval", EvaluationTask.Retrieval, "Finds captions by pictures and pictures by captions, and scores the ranks."),
            EvaluateModelCommand.Create(environment, "vqa", EvaluationTask.Answer, "Answers every question and scores the answers against people's."),
            HumanCommand.Create(environment),
            FairnessCommand.Create(environment),
        };
}
