import {
  alternatives,
  defineRule,
  type Fix,
  type FrontMatter,
  formatPath,
  keyRange,
  type Path,
  t,
} from "../../src/rule.js";

export default defineRule({
  name: "front-matter/unknown-key",
  summary: "Report unknown and misspelled front matter keys",
  severity: "error",
  fixable: "unsafe",
  messages: {
    unknown: ({ key, meant }: { key: string; meant: readonly string[] }) =>
      meant.length > 0
        ? t("front-matter/unknown-key.unknown.guess", "Unknown key {key}. Did you mean {meant}?", {
            key,
            meant: alternatives(meant),
          })
        : t("front-matter/unknown-key.unknown", "Unknown key {key}. Remove the key or add it to the schema.", { key }),
    forbidden: (d: { key: string; message: string; meant: readonly string[] }) =>
      d.meant.length > 0
        ? t("front-matter/unknown-key.forbidden.guess", "{key} {message}. Did you mean {meant}?", {
            key: d.key,
            message: d.message,
            meant: alternatives(d.meant),
          })
        : t("front-matter/unknown-key.forbidden", "{key} {message}.", { key: d.key, message: d.message }),
    own: (d: { message: string }) => d.message,
  },

  schema({ path, kind, keyword, key, message, ownWords, didYouMean = [], isGuess }, { article, report }) {
    const { frontMatter } = article;
    if (!frontMatter || kind !== "unknown-key" || key === undefined) return;
    const place = [...path, key];
    const violation = {
      at: keyRange(frontMatter, place),
      fix: rename(frontMatter, place, didYouMean),
      ...(isGuess && { severity: "warning" as const }),
    };
    const data = { key: formatPath(place), message, meant: didYouMean };
    if (ownWords) report("own", { ...violation, data });
    // The schema says what names it allows, which no list of known keys shows.
    else if (keyword === "propertyNames") report("forbidden", { ...violation, data });
    else report("unknown", { ...violation, data });
  },
});

/** Unsafe: themes read keys that no schema knows. */
function rename(frontMatter: FrontMatter, path: Path, meant: readonly string[]): Fix | undefined {
  const [name] = meant;
  if (name === undefined || meant.length > 1 || frontMatter.place([...path.slice(0, -1), name], "key"))
    return undefined;
  const edit = frontMatter.renameKey(path, name);
  return (
    edit && {
      title: t("front-matter/unknown-key.fix.rename", 'Rename to "{name}"', { name }),
      safety: "unsafe",
      edits: [edit],
    }
  );
}
