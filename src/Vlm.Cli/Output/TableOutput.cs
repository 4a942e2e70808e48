using Spectre.Console;

namespace Vlm.Cli.Output;

/// <summary>Tables for people: with borders and colours on a terminal, plain columns elsewhere.</summary>
internal static class TableOutput
{
    // A table that goes to a file is not broken at the width of a screen.
    private const int UnlimitedWidth = 100_000;

    public static void Write(CommandRun run, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(run.Out),
            Ansi = run.OutIsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = run.OutIsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        if (!run.OutIsTerminal)
        {
            console.Profile.Width = UnlimitedWidth;
        }

        Table table = new() { Border = run.OutIsTerminal ? TableBorder.Rounded : TableBorder.None };
        foreach (string column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))));
        }

        foreach (IReadOnlyList<string> row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        console.Write(table);
    }
}
