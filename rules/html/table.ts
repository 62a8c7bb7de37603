import { defineRule, type Element, t, tagNameRange } from "../../src/rule.js";

/** https://html.spec.whatwg.org/multipage/tables.html#algorithm-for-processing-rows: browsers cut off more columns. */
const mostColumns = 1000;

export default defineRule({
  name: "html/table",
  summary: "Require table rows of equal length and, optionally, header cells",
  severity: "warning",
  options: {
    headers: { type: "boolean", default: false, description: "Require header cells (`<th>`) in tables" },
    rows: {
      type: "boolean",
      default: true,
      description: "Require the same number of columns in all rows of a table with header cells",
    },
  },
  presets: {
    strict: ["error", { headers: true }],
    "rss-archive": "off",
    accessibility: ["warning", { headers: true, rows: false }],
  },
  messages: {
    headers: () =>
      t(
        "html/table.headers",
        "The table has no header cells, so screen readers cannot announce what a cell is about. Use <th> for the headers.",
      ),
    row: (d: { cells: number; columns: number }) =>
      d.cells === 1
        ? t("html/table.row.one", "This row has 1 column, but the table has {columns}. Add cells or set colspan.", {
            columns: d.columns,
          })
        : t("html/table.row", "This row has {cells} columns, but the table has {columns}. Add cells or set colspan.", {
            cells: d.cells,
            columns: d.columns,
          }),
    empty: () => t("html/table.empty", "The table has no rows. Remove the table."),
  },

  element: {
    table(table, { article, options, report }) {
      const { role } = table.attributes;
      if (role && /^\s*(?:presentation|none)\s*$/i.test(role.value)) return;
      const rows = rowsOf(table);
      // Template tags may add rows that are unknown here. Tables can be nested, so only the start of a long one is searched.
      const { start, end } = table.range;
      const isWritten = !/\{[{%]|<%/.test(article.text.slice(start, Math.min(end, start + 10_000)));
      if (!isWritten || !table.endTag) return;
      if (rows.length === 0) {
        if (table.children.every((child) => child.type !== "element" && !child.value.trim()))
          report("empty", { at: tagNameRange(table), data: undefined });
        return;
      }
      const { lengths, hasHeader, columns } = measure(rows);
      // A table of one row or one column is not a data table.
      if (options.headers && !hasHeader && rows.length > 1 && columns > 1)
        report("headers", { at: tagNameRange(table), data: undefined });
      // A table without header cells may be a gallery, whose last row may be shorter.
      if (!options.rows || !hasHeader || columns >= mostColumns) return;
      // Only the first is reported, because the others often have the same cause.
      const index = lengths.findIndex((length) => length !== columns);
      const row = rows[index];
      if (row) report("row", { at: tagNameRange(row), data: { cells: lengths[index] ?? 0, columns } });
    },
  },
});

const sections = new Set(["tbody", "thead", "tfoot"]);

function rowsOf({ children }: Element): Element[] {
  const rows: Element[] = [];
  for (const child of children) {
    if (child.type !== "element") continue;
    if (child.tag === "tr") rows.push(child);
    else if (sections.has(child.tag))
      for (const row of child.children) if (row.type === "element" && row.tag === "tr") rows.push(row);
  }
  return rows;
}

const spanOf = (value: string | undefined, most: number): number => {
  const span = Number.parseInt(value ?? "1", 10);
  return Number.isNaN(span) || span < 0 ? 1 : Math.min(span, most);
};

/** The number of columns of each row, including cells that extend from rows above. */
function measure(rows: readonly Element[]) {
  const lengths: number[] = [];
  let hasHeader = false;
  let columns = 0;
  /** Cells that extend into the rows below: the number of rows left, and the width. They end with their row group. */
  let hanging: { left: number; width: number }[] = [];
  let group: Element | undefined;
  for (const row of rows) {
    if (row.parent !== group) hanging = [];
    group = row.parent;
    let length = hanging.reduce((sum, { width }) => sum + width, 0);
    const next = hanging.flatMap(({ left, width }) => (left > 1 ? [{ left: left - 1, width }] : []));
    for (const cell of row.children) {
      if (cell.type !== "element" || (cell.tag !== "td" && cell.tag !== "th")) continue;
      hasHeader ||= cell.tag === "th";
      const width = Math.max(1, spanOf(cell.attributes.colspan?.value, mostColumns));
      const height = spanOf(cell.attributes.rowspan?.value, 65534) || Number.POSITIVE_INFINITY;
      length += width;
      if (height > 1) next.push({ left: height - 1, width });
    }
    hanging = next.length > mostColumns ? [] : next;
    lengths.push(length);
    columns = Math.max(columns, length);
  }
  return { lengths, hasHeader, columns };
}
