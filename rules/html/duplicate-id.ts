import { defineRule, isTemplate, type Node, t, truncate } from "../../src/rule.js";

export default defineRule({
  name: "html/duplicate-id",
  summary: "Disallow duplicate ids",
  severity: "error",
  presets: { accessibility: "warning" },
  messages: {
    duplicate: (d: { id: string; first: string }) =>
      t(
        "html/duplicate-id.duplicate",
        'Duplicate id "{id}". Links to it go to the earlier <{first}>. Use a different id.',
        { id: d.id, first: d.first },
      ),
  },

  body(body, { report }) {
    const first = new Map<string, string>();
    const stack: Node[] = [...body.children].reverse();
    for (let node = stack.pop(); node; node = stack.pop()) {
      if (node.type !== "element") continue;
      const id = node.attributes.id;
      if (id && id.value !== "" && !isTemplate(id.value)) {
        const tag = first.get(id.value);
        if (tag === undefined) first.set(id.value, node.tag);
        else
          report("duplicate", { at: id.valueRange, data: { id: truncate(id.value.replace(/\s+/g, " ")), first: tag } });
      }
      // The content of a template is not part of the page until a script copies it.
      if (node.tag === "template") continue;
      for (let i = node.children.length - 1; i >= 0; i--) {
        const child = node.children[i];
        if (child) stack.push(child);
      }
    }
  },
});
