import { cut, defineRule, type Fix, type FrontMatter, type Path } from "../../src/rule.js";

export default defineRule({
  name: "front-matter/schema",
  summary: "Front matter is what its schema says",
  severity: "error",
  fixable: "unsafe",
  messages: {
    invalid: (d: { path: string; message: string }) => `${d.path} ${d.message}`,
    missing: (d: { path: string; key: string }) => `${d.path} has no "${d.key}": add it`,
    unknown: (d: { key: string; message: string; meant: readonly string[] }) =>
      `${d.key} ${d.message}${d.meant.length > 0 ? `: did you mean ${alternatives(d.meant)}?` : ""}`,
  },

  schema({ path, keyword, key, message, didYouMean = [] }, { article, report }) {
    const { frontMatter } = article;
    if (!frontMatter) return;
    if (key !== undefined && keyword === "required") {
      report("missing", { at: keyOf(frontMatter, path), data: { path: shown(path), key } });
      return;
    }
    if (key !== undefined && frontMatter.place([...path, key], "key")) {
      const keyPath = [...path, key];
      report("unknown", {
        at: keyOf(frontMatter, keyPath),
        data: { key: shown(keyPath), message, meant: didYouMean },
        fix: rename(frontMatter, keyPath, didYouMean),
      });
      return;
    }
    const meant = didYouMean.filter((name) => !message.includes(`"${name}"`));
    const at = path.length === 0 ? frontMatter.open : (frontMatter.place(path, "value") ?? keyOf(frontMatter, path));
    report("invalid", {
      // A value that is not there yet (`title:`) has no width: its key stands for it.
      at: at.start === at.end ? keyOf(frontMatter, path) : at,
      data: {
        path: shown(path),
        message: meant.length > 0 ? `${message}: did you mean ${alternatives(meant)}?` : message,
      },
      suggestions: didYouMean.flatMap((name) => {
        const edit = frontMatter.setString(path, name);
        return edit ? [{ title: `write "${name}"`, safety: "unsafe" as const, edits: [edit] }] : [];
      }),
    });
  },
});

/** The nearest key above `path` that is written in the file; else the opening fence. */
function keyOf(frontMatter: FrontMatter, path: Path) {
  for (let length = path.length; length > 0; length--) {
    const place = frontMatter.place(path.slice(0, length), "key");
    if (place) return place;
  }
  return frontMatter.open;
}

/** Not safe: themes read keys that no schema knows. */
function rename(frontMatter: FrontMatter, path: Path, meant: readonly string[]): Fix | undefined {
  const [name] = meant;
  if (name === undefined || meant.length > 1 || frontMatter.place([...path.slice(0, -1), name], "key"))
    return undefined;
  const edit = frontMatter.renameKey(path, name);
  return edit && { title: `rename it to "${name}"`, safety: "unsafe", edits: [edit] };
}

/** `"categories[1]"`, `"author.name"`; the block as a whole has no name. */
function shown(path: Path): string {
  if (path.length === 0) return "the front matter";
  const dotted = path.map((step, i) =>
    typeof step === "number" || /^\d+$/.test(step) ? `[${step}]` : `${i ? "." : ""}${step}`,
  );
  return `"${cut(dotted.join(""))}"`;
}

const alternatives = (names: readonly string[]): string => names.map((name) => `"${cut(name)}"`).join(" or ");
