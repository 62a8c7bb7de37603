import { defineRule, type Element, nameRange, t } from "../../src/rule.js";

/** https://html.spec.whatwg.org/multipage/tables.html#algorithm-for-processing-rows: more columns than that are cut. */
const mostColumns = 1000;

export default defineRule({
  name: "html/table",
  summary: "Tables have header cells, and rows of one length",
  severity: "warning",
  options: {
    headers: { type: "boolean", default: false, description: "whether a table must have header cells (`<th>`)" },
    rows: {
      type: "boolean",
      default: true,
      description: "whether all rows of a table with header cells must have as many cells",
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
        "the table has no header cells, and a screen reader cannot say what a cell is about: use <th>",
      ),
    row: (d: { cells: number; columns: number }) =>
      d.cells === 1
        ? t("html/table.row.rowColumn", "this row has 1 column, the table has {columns}: add cells, or say colspan", {
            columns: d.columns,
          })
        : t(
            "html/table.row.rowColumns",
            "this row has {cells} columns, the table has {columns}: add cells, or say colspan",
            { cells: d.cells, columns: d.columns },
          ),
    empty: () => t("html/table.empty", "the table has no rows: remove it"),
  },

  element: {
    table(table, { article, options, report }) {
      const { role } = table.attributes;
      if (role && /^\s*(?:presentation|none)\s*$/i.test(role.value)) return;
      const rows = rowsOf(table);
      // What a template puts in is not to be seen here. Tables nest: not all of a long one is searched.
      const { start, end } = table.range;
      const isWritten = !/\{[{%]|<%/.test(article.text.slice(start, Math.min(end, start + 10_000)));
      if (!isWritten || !table.endTag) return;
      if (rows.length === 0) {
        if (table.children.every((child) => child.type !== "element" && !child.value.trim()))
          report("empty", { at: nameRange(table), data: undefined });
        return;
      }
      const { lengths, hasHeader, columns } = measure(rows);
      // One row or one column: no table of data.
      if (options.headers && !hasHeader && rows.length > 1 && columns > 1)
        report("headers", { at: nameRange(table), data: undefined });
      // Without headers it may be a gallery, whose last row is as short as it happens to be.
      if (!options.rows || !hasHeader || columns >= mostColumns) return;
      // Told of the first: what is wrong is often the same in all.
      const index = lengths.findIndex((length) => length !== columns);
      const row = rows[index];
      if (row) report("row", { at: nameRange(row), data: { cells: lengths[index] ?? 0, columns } });
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

/** How many columns each row reaches, cells that hang down from rows above included. */
function measure(rows: readonly Element[]) {
  const lengths: number[] = [];
  let hasHeader = false;
  let columns = 0;
  /** By where a cell begins that goes on below: the rows left, and its width. A row group cuts them off. */
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
