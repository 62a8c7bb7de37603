import { defineRule, type Edit, type Element, type Node, t, tagNameRange } from "../../src/rule.js";

export default defineRule({
  name: "html/excess-br",
  editorTag: "unnecessary",
  summary: "Disallow long rows of consecutive line breaks",
  severity: "off",
  fixable: "unsafe",
  options: {
    max: { type: "integer", minimum: 1, default: 2, description: "Maximum number of consecutive line breaks" },
  },
  presets: { strict: "error" },
  messages: {
    excess: (d: { count: number }) =>
      t("html/excess-br.excess", "{count} consecutive line breaks. Start a new paragraph, or use CSS for spacing.", {
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
        reportExcess(row);
        row = [];
        if (node.type === "element" && node.children.length > 0) lists.push(node.children);
      }
      reportExcess(row);
    }

    function reportExcess(row: readonly Element[]): void {
      const [first] = row;
      if (!first || row.length <= options.max) return;
      const edits: Edit[] = row.slice(options.max).map(({ range }) => ({ range, text: "" }));
      const { max } = options;
      const title =
        max === 1
          ? t("html/excess-br.fix.keepOne", "Keep only 1 line break")
          : t("html/excess-br.fix.keep", "Keep only {max} line breaks", { max });
      const fix = { title, safety: "unsafe", edits } as const;
      report("excess", { at: tagNameRange(first), data: { count: row.length }, fix });
    }
  },
});
