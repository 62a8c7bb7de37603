import { defineRule, type Edit, type Element, type Node, nameRange, t } from "../../src/rule.js";

export default defineRule({
  name: "html/excess-br",
  editorTag: "unnecessary",
  summary: "Line breaks are not stacked to make room",
  severity: "off",
  fixable: "unsafe",
  options: {
    max: { type: "integer", minimum: 1, default: 2, description: "line breaks in a row that are fine" },
  },
  presets: { strict: "error" },
  messages: {
    excess: (d: { count: number }) =>
      t("html/excess-br.excess", "{count} line breaks in a row: begin a paragraph, or make room by CSS", {
        count: d.count,
      }),
  },

  body({ children }, { article, options, report }) {
    if (!/<br/i.test(article.text)) return;
    const lists: (readonly Node[])[] = [children];
    for (let list = lists.pop(); list; list = lists.pop()) {
      let row: Element[] = [];
      for (const node of list) {
        if (node.type === "element" && node.tag === "br") {
          row.push(node);
          continue;
        }
        if (node.type === "text" && node.value.trim() === "") continue;
        tell(row);
        row = [];
        if (node.type === "element" && node.children.length > 0) lists.push(node.children);
      }
      tell(row);
    }

    function tell(row: readonly Element[]): void {
      const [first] = row;
      if (!first || row.length <= options.max) return;
      const edits: Edit[] = row.slice(options.max).map(({ range }) => ({ range, text: "" }));
      const fix = {
        title: t("html/excess-br.fix.keepThem", "keep {max} of them", { max: options.max }),
        safety: "unsafe",
        edits,
      } as const;
      report("excess", { at: nameRange(first), data: { count: row.length }, fix });
    }
  },
});
