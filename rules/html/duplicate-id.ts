import {
  type Article,
  areAlternatives,
  decodeFragment,
  defineRule,
  type Element,
  isTemplate,
  type Node,
  t,
  truncate,
} from "../../src/rule.js";

/** Attributes whose value is the id of another element, or a list of ids. */
const idAttributes = new Set([
  "for",
  "headers",
  "list",
  "form",
  "itemref",
  "popovertarget",
  "commandfor",
  "anchor",
  "aria-activedescendant",
  "aria-controls",
  "aria-describedby",
  "aria-details",
  "aria-errormessage",
  "aria-flowto",
  "aria-labelledby",
  "aria-owns",
]);

export default defineRule({
  name: "html/duplicate-id",
  summary: "Disallow duplicate ids",
  severity: "error",
  presets: {
    accessibility: ["warning", { unreferenced: "ignore" }],
    "rss-archive": ["error", { unreferenced: "ignore" }],
  },
  options: {
    unreferenced: {
      type: "string",
      enum: ["warn", "ignore"],
      default: "warn",
      description: "Whether to report ids that nothing in the article refers to: `warn` or `ignore`",
    },
  },
  messages: {
    duplicate: (d: { id: string; first: string }) =>
      t(
        "html/duplicate-id.duplicate",
        'Duplicate id "{id}". Links to it go to the earlier <{first}>. Use a different id.',
        { id: d.id, first: d.first },
      ),
    unreferenced: (d: { id: string; first: string }) =>
      t(
        "html/duplicate-id.unreferenced",
        'Duplicate id "{id}", which the earlier <{first}> has too. Nothing in the article refers to it. Use a different id, or remove it.',
        { id: d.id, first: d.first },
      ),
  },

  body(body, { article, options, report }) {
    const first = new Map<string, Element>();
    const stack: Node[] = [...body.children].reverse();
    for (let node = stack.pop(); node; node = stack.pop()) {
      if (node.type !== "element") continue;
      const id = node.attributes.id;
      if (id && id.value !== "" && !isTemplate(id.value)) {
        const earlier = first.get(id.value);
        if (earlier === undefined) first.set(id.value, node);
        else if (!areAlternatives(body, earlier.range.start, node.range.start)) {
          const data = { id: truncate(id.value.replace(/\s+/g, " ")), first: earlier.tag };
          if (isReferredTo(id.value, article)) report("duplicate", { at: id.valueRange, data });
          else if (options.unreferenced === "warn")
            report("unreferenced", { at: id.valueRange, data, severity: "warning" });
        }
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

const isReferredTo = (id: string, article: Article): boolean => article.memo(references).has(id);

/** All ids that the article refers to, and the words of its scripts and styles, any of which may be an id. */
function references({ body, links }: Article): ReadonlySet<string> {
  const ids = new Set<string>();
  const addWords = (code: string) => {
    for (const [word] of code.matchAll(/[\p{L}\p{N}_-]+/gu)) ids.add(word);
    for (const [word] of code.matchAll(/[\p{L}\p{N}_:.-]+/gu)) ids.add(word);
  };
  const stack: Node[] = [...body.children];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type !== "element") continue;
    for (const { name, value } of Object.values(node.attributes)) {
      if (idAttributes.has(name)) for (const id of value.split(/\s+/)) ids.add(id);
      // `href="#a"`, `usemap="#a"`, `data-target="#a"`, `fill="url(#a)"`
      else if (name !== "id") for (const [, id = ""] of value.matchAll(/#([^\s"'()#]+)/g)) ids.add(decodeFragment(id));
      if (name.startsWith("on")) addWords(value);
    }
    if (node.tag === "script" || node.tag === "style")
      for (const child of node.children) if (child.type === "text") addWords(child.value);
    for (const child of node.children) stack.push(child);
  }
  for (const { url } of links) if (url.startsWith("#")) ids.add(decodeFragment(url.slice(1)));
  return ids;
}
