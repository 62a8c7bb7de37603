/** A plugin: a file with custom rules. Add `"plugins": ["./house.ts"]` to the configuration to use it. */
import { defineRule } from "stet";

export const calmTitle = defineRule({
  name: "house/calm-title",
  summary: "Titles do not shout",
  severity: "warning",
  fixable: "unsafe",
  options: {
    most: { type: "integer", default: 1, minimum: 0, description: "exclamation marks at most" },
  },
  messages: {
    shouting: (d: { count: number; most: number }) =>
      `the title has ${d.count} exclamation marks, at most ${d.most} may stand there: remove some`,
  },

  frontMatter(frontMatter, { options, report }) {
    const title = frontMatter?.data?.title;
    const at = frontMatter?.place(["title"], "value");
    if (typeof title !== "string" || !at) return;
    const count = title.match(/[!！]/g)?.length ?? 0;
    if (count <= options.most) return;
    let left = options.most;
    const calm = title.replace(/[!！]/g, (mark) => (left-- > 0 ? mark : ""));
    const edit = frontMatter?.setString(["title"], calm);
    report("shouting", {
      at,
      data: { count, most: options.most },
      fix: edit && { title: "remove the others", safety: "unsafe", edits: [edit] },
    });
  },
});

export const linkHere = defineRule({
  name: "house/link-here",
  summary: "Links say where they lead",
  severity: "error",
  messages: { here: () => 'the link says "这里": say where it leads' },

  element: {
    a(element, { report }) {
      const [only] = element.children;
      if (element.children.length === 1 && only?.type === "text" && only.value.trim() === "这里")
        report("here", { at: only.range, data: undefined });
    },
  },
});

export default [calmTitle, linkHere];
