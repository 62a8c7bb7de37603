import {
  type Article,
  cut,
  defineRule,
  disagreement,
  type Fix,
  type FrontMatter,
  type FrontMatterScalar,
  t,
} from "../../src/rule.js";

type Reading = string | number | boolean | null;

interface Data {
  readonly part: "key" | "value";
  readonly written: string;
  readonly older: Reading;
  readonly newer: Reading;
}

export default defineRule({
  name: "front-matter/ambiguous-scalar",
  summary: "YAML values mean the same in YAML 1.1 and 1.2",
  severity: "warning",
  fixable: "safe",
  messages: {
    ambiguous: ({ part, written, older, newer }: Data) =>
      part === "key"
        ? t(
            "front-matter/ambiguous-scalar.ambiguous.keyYaml",
            'the key "{written}" is {older} in YAML 1.1 and {newer} in YAML 1.2: put it in quotes if it is text',
            { written: cut(written, 40), older: named(older), newer: named(newer) },
          )
        : t(
            "front-matter/ambiguous-scalar.ambiguous.yamlYaml",
            '"{written}" is {older} in YAML 1.1 and {newer} in YAML 1.2: put it in quotes if it is text',
            { written: cut(written, 40), older: named(older), newer: named(newer) },
          ),
  },

  frontMatter(frontMatter, { article, report }) {
    if (frontMatter?.language !== "yaml" || !frontMatter.data) return;
    for (const scalar of frontMatter.scalars()) {
      if (scalar.style !== "plain") continue;
      const { part, range } = scalar;
      const written = article.text.slice(range.start, range.end);
      const readings = disagreement(written);
      if (!readings || isTagged(article, scalar)) continue;
      report("ambiguous", {
        at: range,
        data: { part, written, older: readings["1.1"], newer: readings["1.2"] },
        fix: quoted(frontMatter, scalar, written),
        suggestions: plainly(frontMatter, scalar, readings["1.1"], readings["1.2"]),
      });
    }
  },
});

const named = (value: Reading): string =>
  typeof value === "string"
    ? t("front-matter/ambiguous-scalar.text", "text")
    : typeof value === "number"
      ? t("front-matter/ambiguous-scalar.number", "the number {value}", { value })
      : String(value);

/** `!!str no` leaves no doubt. */
function isTagged({ text }: Article, { range }: FrontMatterScalar): boolean {
  return /!\S*[ \t]+$/.test(text.slice(Math.max(0, range.start - 40), range.start));
}

function quoted(frontMatter: FrontMatter, { path, part, value }: FrontMatterScalar, written: string): Fix | undefined {
  const edit = part === "key" ? frontMatter.renameKey(path, written) : frontMatter.setString(path, written);
  // Text stays text; where the site reads it as something else today, only its author knows what was meant.
  return (
    edit && {
      title: t("front-matter/ambiguous-scalar.fix.putQuotes", "put it in quotes"),
      safety: value === written ? "safe" : "unsafe",
      edits: [edit],
    }
  );
}

/** The same value in a spelling that both read alike: `false` for `no`, `83` or `123` for `0123`. */
function plainly(frontMatter: FrontMatter, { path, part }: FrontMatterScalar, older: Reading, newer: Reading): Fix[] {
  if (part === "key") return [];
  const meant = typeof older === "boolean" ? [older] : typeof newer === "number" ? [newer, older] : [];
  return meant.flatMap((value) => {
    const edit = typeof value === "string" ? undefined : frontMatter.setSource(path, String(value));
    return edit
      ? [
          {
            title: t("common.write2", "write {other}", { other: String(value) }),
            safety: "unsafe" as const,
            edits: [edit],
          },
        ]
      : [];
  });
}
