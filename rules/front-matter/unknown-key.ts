import { defineRule, either, type Fix, type FrontMatter, keyRange, type Path, shownPath, t } from "../../src/rule.js";

export default defineRule({
  name: "front-matter/unknown-key",
  summary: "Front matter has no keys that its schema does not know, and none that is a known one misspelt",
  severity: "error",
  fixable: "unsafe",
  messages: {
    unknown: (d: { key: string; message: string; meant: readonly string[] }) =>
      d.meant.length > 0
        ? t("front-matter/unknown-key.unknown.didYou", "{key} {message}: did you mean {meant}?", {
            key: d.key,
            message: d.message,
            meant: either(d.meant),
          })
        : t("common.pattern", "{path} {message}", { path: d.key, message: d.message }),
    own: (d: { message: string }) => d.message,
  },

  schema({ path, kind, key, message, ownWords, didYouMean = [], isGuess }, { article, report }) {
    const { frontMatter } = article;
    if (!frontMatter || kind !== "unknown-key" || key === undefined) return;
    const place = [...path, key];
    const finding = {
      at: keyRange(frontMatter, place),
      fix: rename(frontMatter, place, didYouMean),
      ...(isGuess && { severity: "warning" as const }),
    };
    if (ownWords) report("own", { ...finding, data: { message } });
    else report("unknown", { ...finding, data: { key: shownPath(place), message, meant: didYouMean } });
  },
});

/** Not safe: themes read keys that no schema knows. */
function rename(frontMatter: FrontMatter, path: Path, meant: readonly string[]): Fix | undefined {
  const [name] = meant;
  if (name === undefined || meant.length > 1 || frontMatter.place([...path.slice(0, -1), name], "key"))
    return undefined;
  const edit = frontMatter.renameKey(path, name);
  return (
    edit && {
      title: t("common.rename", 'rename it to "{replacement}"', { replacement: name }),
      safety: "unsafe",
      edits: [edit],
    }
  );
}
