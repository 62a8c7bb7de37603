import {
  cut,
  defineRule,
  type Fix,
  type FrontMatter,
  keyRange,
  type SchemaProblem,
  shownPath,
} from "../../src/rule.js";

export default defineRule({
  name: "front-matter/deprecated-key",
  summary: "Front matter has no keys that its schema calls deprecated",
  severity: "warning",
  fixable: "safe",
  messages: {
    replaced: (d: { key: string; name: string }) => `${d.key} is deprecated: write "${cut(d.name)}" instead`,
    deprecated: (d: { key: string }) => `${d.key} is deprecated: leave it out`,
    own: (d: { message: string }) => d.message,
  },

  schema(problem, { article, report }) {
    const { frontMatter } = article;
    const { path, kind, key, message, ownWords, replacement: name } = problem;
    if (!frontMatter || kind !== "deprecated-key" || key === undefined) return;
    const place = [...path, key];
    const finding = { at: keyRange(frontMatter, place), fix: rename(frontMatter, problem) };
    if (ownWords) report("own", { ...finding, data: { message } });
    else if (name !== undefined) report("replaced", { ...finding, data: { key: shownPath(place), name } });
    else report("deprecated", { ...finding, data: { key: shownPath(place) } });
  },
});

function rename(frontMatter: FrontMatter, { path, key = "", replacement, fits }: SchemaProblem): Fix | undefined {
  if (replacement === undefined || frontMatter.place([...path, replacement], "key")) return undefined;
  const edit = frontMatter.renameKey([...path, key], replacement);
  return edit && { title: `rename it to "${replacement}"`, safety: fits ? "safe" : "unsafe", edits: [edit] };
}
