import { type Article, defineRule, type Fix, type Range, type TableRow, t, truncate } from "../../src/rule.js";
import { shownTable } from "./_tables.js";

export default defineRule({
  name: "markdown/table",
  summary: "Disallow tables that readers see as text, and cells that they do not see",
  severity: "error",
  fixable: "safe",
  messages: {
    delimiter: (d: { columns: number; found: number }) =>
      d.columns === d.found
        ? t(
            "markdown/table.delimiter",
            'Readers see this table as text. Write the row below the header with "-", "|" and ":" only.',
          )
        : t(
            "markdown/table.delimiter.count",
            "Readers see this table as text. The header has {columns} cells, and the row below it has {found}. Make them equal.",
            d,
          ),
    noDelimiter: () =>
      t(
        "markdown/table.noDelimiter",
        'Readers see this table as text. Add a row such as "| --- | --- |" below the header.',
      ),
    lost: (d: { columns: number; found: number; cell: string }) =>
      t(
        "markdown/table.lost",
        'Readers do not see "{cell}". The row has {found} cells, and the table has {columns} columns. Write "\\|" for a bar within a cell.',
        d,
      ),
  },

  source(article, { report }) {
    const { text } = article;
    if (!/^[\ufeff \t>*+-]{0,20}\|.*\|/m.test(text) && !/^[\ufeff \t>|:]{0,20}-[-| :\t]*\|/m.test(text)) return;
    if (article.encodingProblem || article.body.language !== "markdown") return;
    const { dialect } = article.body;
    const newline = text.includes("\r\n") ? "\r\n" : "\n";
    const { blocks, tables } = article.markdown;
    for (const block of blocks) {
      const found = text.slice(block.start, block.end).includes("|") ? shownTable(block, dialect) : undefined;
      if (!found) continue;
      const { kind, range, columns, found: count, fix } = found;
      report(kind, {
        at: range,
        data: { columns, found: count },
        fix: fix && {
          title:
            kind === "delimiter"
              ? t("markdown/table.fix.delimiter", "Write the row as the header needs it")
              : t("markdown/table.fix.noDelimiter", "Add the row"),
          safety: fix.isSafe ? "safe" : "unsafe",
          changes: ["text", "markdown"],
          edits: fix.edits.map((edit) => ({ ...edit, text: edit.text.replaceAll("\n", newline) })),
        },
      });
    }
    if (dialect.looseTables) return;
    for (const { columns, rows } of tables)
      for (const row of rows) {
        const lost = row.cells.slice(columns).find(({ start, end }) => start < end);
        if (!lost || (dialect.looseTags && hasBarInCode(row, article))) continue;
        report("lost", {
          at: lost,
          data: { columns, found: row.cells.length, cell: truncate(text.slice(lost.start, lost.end), 40) },
          fix: escapeBars(row, columns, article),
        });
      }
  },
});

const codeSpans = /(?<!`)(`+)(?!`)([^\n]*?[^`])\1(?!`)|\[\[[^[\]\n]*\]\]/g;

/** The bars in code of a row, which divide cells all the same. */
function barsInCode({ start, end }: Range, { text }: Article): number[] {
  return [...text.slice(start, end).matchAll(codeSpans)].flatMap(({ 0: code, index }) =>
    [...code.matchAll(/(?<!\\)\|/g)].map((bar) => start + index + bar.index),
  );
}

/** Python-Markdown does not divide code. */
const hasBarInCode = (row: Range, article: Article): boolean => barsInCode(row, article).length > 0;

/** Escapes the bars in code, if the row then has as many cells as the table. */
function escapeBars(row: TableRow, columns: number, article: Article): Fix | undefined {
  const bars = barsInCode(row, article);
  if (bars.length === 0 || row.cells.length - bars.length !== columns) return undefined;
  return {
    title: t("markdown/table.fix.escape", "Escape the bars in code"),
    safety: "unsafe",
    edits: bars.map((bar) => ({ range: { start: bar, end: bar }, text: "\\" })),
  };
}
