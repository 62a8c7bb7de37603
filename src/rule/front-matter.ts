/** Ranges and names of front matter values, and the fixes of schema problems. */
import type { Edit, FrontMatter, Path, Range } from "../article/types.js";
import { t } from "../platform/i18n.js";
import type { SchemaProblem } from "../schema/types.js";
import type { Fix } from "./fix.js";
import { truncate } from "./text.js";

/** The key at `path`, or the nearest key above it that is in the file; otherwise the opening fence. */
export function keyRange(frontMatter: FrontMatter, path: Path): Range {
  for (let length = path.length; length > 0; length--) {
    const place = frontMatter.place(path.slice(0, length), "key");
    if (place) return place;
  }
  return frontMatter.open;
}

/** The range to report for a value: its key if the value is empty (`title:`). */
export function valueRange(frontMatter: FrontMatter, path: Path): Range {
  if (path.length === 0) return frontMatter.open;
  const place = frontMatter.place(path, "value");
  return place && place.start < place.end ? place : keyRange(frontMatter, path);
}

/** A path for a message: `"categories[1]"`, `"author.name"`; "the front matter" for the whole block. */
export function formatPath(path: Path): string {
  if (path.length === 0) return t("rule.frontMatter", "Front matter");
  const dotted = path.map((step, i) =>
    typeof step === "number" || /^\d+$/.test(step) ? `[${step}]` : `${i ? "." : ""}${step}`,
  );
  return t("common.quoted", '"{dotted}"', { dotted: truncate(dotted.join("")) });
}

/** The fix and the suggestions for a schema problem. */
export function correctionFixes(
  frontMatter: FrontMatter,
  { path, corrections: known = [], didYouMean = [] }: SchemaProblem,
): { fix?: Fix; suggestions: Fix[] } {
  const fixes = known.flatMap(({ title, value, asWritten, safe }): Fix[] => {
    const edit = setValueAt(frontMatter, path, value, asWritten === true);
    return edit ? [{ title, safety: safe ? "safe" : "unsafe", edits: [edit] }] : [];
  });
  const meant = didYouMean.flatMap((name): Fix[] => {
    const edit = frontMatter.setString(path, name);
    return edit
      ? [{ title: t("common.write", 'write "{real}"', { real: name }), safety: "unsafe", edits: [edit] }]
      : [];
  });
  const [fix, ...others] = fixes;
  return fix ? { fix, suggestions: others } : { suggestions: meant };
}

function setValueAt(frontMatter: FrontMatter, path: Path, value: unknown, asWritten: boolean): Edit | undefined {
  const written = frontMatter.written(path) ?? "";
  if (Array.isArray(value)) {
    const items = asWritten ? [written] : value;
    // Numbers, true and false have the same form in all three languages.
    return items.every((item) => typeof item === "string")
      ? frontMatter.setList(path, items)
      : frontMatter.setSource(path, JSON.stringify(items));
  }
  if (typeof value === "string") return frontMatter.setString(path, asWritten ? written : value);
  return frontMatter.setSource(path, JSON.stringify(value));
}
