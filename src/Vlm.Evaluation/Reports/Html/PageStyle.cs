namespace Vlm.Evaluation;

/// <summary>The look of reports and explanations: one sheet, light and dark by the reader's own setting, fit for paper.</summary>
internal static class PageStyle
{
    public const string Sheet = """
        :root { color-scheme: light dark; --paper: #f7f7f5; --card: #ffffff; --ink: #1c2330; --soft: #5d6778; --line: #dfe2e8; --accent: #2563c9; --accent-soft: #dbe7fb;
          --rest: #98a2b3; --good: #12805c; --bad: #b3392f; --good-soft: #dff3ea; --bad-soft: #fbe4e1; }
        @media (prefers-color-scheme: dark) { :root { --paper: #12151a; --card: #1a1f27; --ink: #e7eaf0; --soft: #9aa5b5; --line: #2d3541; --accent: #7fb0ff; --accent-soft: #22344f;
          --rest: #6b7686; --good: #58c79c; --bad: #f08a80; --good-soft: #173a2e; --bad-soft: #45221f; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        main { max-width: 1080px; margin: 0 auto; padding: 40px 24px 64px; }
        h1 { font-size: 30px; line-height: 1.2; margin: 0 0 4px; letter-spacing: -0.01em; }
        h2 { font-size: 19px; margin: 0 0 2px; }
        h3 { font-size: 15px; margin: 18px 0 6px; }
        p { margin: 0 0 8px; }
        .lead, .soft { color: var(--soft); }
        .lead { margin-bottom: 14px; max-width: 75ch; }
        section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 20px 22px; margin-top: 20px; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); gap: 14px; margin-top: 22px; }
        .tile { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 14px 18px; }
        .tile b { display: block; font-size: 30px; line-height: 1.2; font-variant-numeric: tabular-nums; letter-spacing: -0.02em; }
        .tile span { display: block; color: var(--soft); font-size: 13px; }
        .wide { overflow-x: auto; margin-top: 14px; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { text-align: right; padding: 7px 10px; border-bottom: 1px solid var(--line); vertical-align: top; white-space: nowrap; }
        th { font-weight: 600; color: var(--soft); font-size: 13px; vertical-align: bottom; }
        th:first-child, td:first-child { text-align: left; padding-left: 0; white-space: normal; min-width: 180px; }
        td small { display: block; color: var(--soft); font-size: 12px; }
        tr:last-child td { border-bottom: 0; }
        tr.model td:first-child { font-weight: 600; }
        tr.model td small { font-weight: 400; }
        tr.model td { background: color-mix(in srgb, var(--accent-soft) 45%, transparent); }
        tr.model td:first-child { border-left: 3px solid var(--accent); padding-left: 9px; }
        td.none { text-align: left; color: var(--soft); font-style: italic; white-space: normal; }
        svg { display: block; max-width: 100%; height: auto; }
        svg text { fill: var(--ink); font: 13px system-ui, sans-serif; }
        svg .soft { fill: var(--soft); font-size: 12px; }
        svg .grid { stroke: var(--line); }
        svg .bar { fill: var(--accent); }
        svg .mark { fill: var(--rest); stroke: var(--rest); }
        svg .mark.model { fill: var(--accent); stroke: var(--accent); }
        svg .mark.human { fill: var(--good); stroke: var(--good); }
        svg line.mark { stroke-width: 2.5; stroke-linecap: round; }
        .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(400px, 1fr)); gap: 8px 28px; }
        .examples { display: grid; grid-template-columns: repeat(auto-fill, minmax(230px, 1fr)); gap: 16px; }
        figure { margin: 0; border: 1px solid var(--line); border-radius: 10px; overflow: hidden; background: var(--paper); display: flex; flex-direction: column; }
        figure img, figure .missing { width: 100%; aspect-ratio: 4 / 3; object-fit: cover; display: block; background: var(--line); }
        figure .missing { display: grid; place-items: center; color: var(--soft); font-size: 13px; padding: 12px; text-align: center; }
        figcaption { padding: 11px 13px 13px; font-size: 13.5px; overflow-wrap: anywhere; }
        figcaption .output { font-size: 15px; font-weight: 600; margin-bottom: 5px; }
        figcaption .question { color: var(--soft); margin-bottom: 2px; }
        figcaption ul { margin: 0 0 6px; padding-left: 17px; color: var(--soft); }
        figcaption .id { color: var(--soft); font-size: 12px; }
        .tag { display: inline-block; border-radius: 999px; padding: 1px 9px; font-size: 12px; font-weight: 600; background: var(--accent-soft); color: var(--accent); }
        .tag.good { background: var(--good-soft); color: var(--good); }
        .tag.bad { background: var(--bad-soft); color: var(--bad); }
        .notes { margin: 0; padding-left: 18px; overflow-wrap: anywhere; }
        details summary { cursor: pointer; color: var(--soft); margin-top: 6px; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 18px; margin: 0; }
        dt { color: var(--soft); }
        dd { margin: 0; overflow-wrap: anywhere; }
        code { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
        @media print { body { background: #fff; } section, .tile, figure { break-inside: avoid; } }
        """;
}
