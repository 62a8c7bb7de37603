import { defineRule } from "stet";

export const calmTitle = defineRule({
  name: "house/calm-title",
  summary: "Disallow repeated exclamation marks in titles",
  severity: "warning",
  fixable: "unsafe",
  options: {
    max: { type: "integer", default: 1, minimum: 0, description: "Maximum number of exclamation marks" },
  },
  messages: {
    shouting: (d: { count: number; max: number }) =>
      `Title has ${d.count} exclamation marks (limit ${d.max}). Remove some.`,
  },

  frontMatter(frontMatter, { options: { max }, report }) {
    const title = frontMatter?.data?.title;
    const at = frontMatter?.place(["title"], "value");
    if (typeof title !== "string" || !at) return;
    const count = title.match(/[!！]/g)?.length ?? 0;
    if (count <= max) return;
    let left = max;
    const calm = title.replace(/[!！]/g, (mark) => (left-- > 0 ? mark : ""));
    const edit = frontMatter?.setString(["title"], calm);
    report("shouting", {
      at,
      data: { count, max },
      fix: edit && { title: "Remove the other exclamation marks", safety: "unsafe", edits: [edit] },
    });
  },
});

export const linkHere = defineRule({
  name: "house/link-here",
  summary: "Disallow vague link text",
  severity: "error",
  options: {
    words: {
      type: "array",
      items: { type: "string" },
      default: ["here", "这里"],
      description: "Link texts to report",
    },
  },
  messages: {
    vague: (d: { text: string }) => `Link text "${d.text}" is not descriptive. Describe the target.`,
  },
  prepare: ({ words }) => new Set(words.map((word) => word.toLowerCase())),

  element: {
    a({ children }, { prepared, report }) {
      const [only] = children;
      if (children.length !== 1 || only?.type !== "text") return;
      const text = only.value.trim();
      if (prepared.has(text.toLowerCase())) report("vague", { at: only.range, data: { text } });
    },
  },
});

export default [calmTitle, linkHere];
