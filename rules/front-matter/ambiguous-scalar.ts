import {
  type Article,
  defineRule,
  type Fix,
  type FrontMatter,
  type FrontMatterScalar,
  joinWithOr,
  t,
  truncate,
  yamlDisagreement,
} from "../../src/rule.js";

type Reading = string | number | boolean | null;

interface Data {
  /** The generator that reads the value as `newer`; `undefined` if both readings are possible. */
  readonly generator?: string;
  readonly part: "key" | "value";
  readonly written: string;
  readonly older: Reading;
  readonly newer: Reading;
}

export default defineRule({
  name: "front-matter/ambiguous-scalar",
  summary: "Report keys and values that YAML 1.1 and YAML 1.2 read differently",
  severity: "warning",
  fixable: "safe",
  messages: {
    ambiguous: ({ generator, part, written, older, newer }: Data) => {
      if (generator !== undefined) return byGenerator(generator, written, older, newer);
      const values = { written: truncate(written, 40), older: nameOf(older), newer: nameOf(newer) };
      if (part === "key")
        return t(
          "front-matter/ambiguous-scalar.key",
          'Key "{written}" is {older} in YAML 1.1 and {newer} in YAML 1.2. Put the key in quotes.',
          values,
        );
      const plain = plainSpellings(older, newer);
      return plain.length > 0
        ? t(
            "front-matter/ambiguous-scalar.value",
            '"{written}" is {older} in YAML 1.1 and {newer} in YAML 1.2. Write {plain}, or add quotes if it is text.',
            { ...values, plain: joinWithOr(plain) },
          )
        : t(
            "front-matter/ambiguous-scalar.text",
            '"{written}" is {older} in YAML 1.1 and {newer} in YAML 1.2. Add quotes if it is text.',
            values,
          );
    },
  },

  frontMatter(frontMatter, { article, report }) {
    if (frontMatter?.language !== "yaml" || !frontMatter.data) return;
    for (const scalar of frontMatter.scalars()) {
      if (scalar.style !== "plain") continue;
      const { part, range } = scalar;
      const written = article.text.slice(range.start, range.end);
      const readings = yamlDisagreement(written);
      if (!readings || isTagged(article, scalar)) continue;
      const { reader, name: generator } = article.generator ?? {};
      if (reader && generator && part === "value") {
        const { value, path } = scalar;
        // front-matter/published reports these.
        if (path.length === 1 && Object.hasOwn(reader.switches, String(path[0]))) continue;
        // `yes` that is text counts as true, as it is meant.
        const isLost = isNo(written) ? typeof value === "string" : losesDigits(written, value);
        if (!isLost) continue;
        const older = readings["1.1"];
        report("ambiguous", {
          at: range,
          data: { generator, part, written, older, newer: value as Reading },
          fix: addQuotes(frontMatter, scalar, written),
          suggestions: typeof value === "string" ? writePlain(frontMatter, scalar, older, value) : [],
        });
        continue;
      }
      report("ambiguous", {
        at: range,
        data: { part, written, older: readings["1.1"], newer: readings["1.2"] },
        fix: addQuotes(frontMatter, scalar, written),
        suggestions: writePlain(frontMatter, scalar, readings["1.1"], readings["1.2"]),
      });
    }
  },
});

/** What a generator makes of a value of which another meaning is likely. */
function byGenerator(generator: string, written: string, older: Reading, newer: Reading): string {
  const data = { generator, written: truncate(written, 40) };
  return typeof newer === "string"
    ? t(
        "front-matter/ambiguous-scalar.word",
        '{generator} reads "{written}" as text, which counts as true. Write {plain}, or add quotes if it is text.',
        { ...data, plain: String(older) },
      )
    : t("front-matter/ambiguous-scalar.digits", '{generator} reads "{written}" as {value}. Add quotes if it is text.', {
        ...data,
        value: nameOf(newer),
      });
}

/** Words that YAML 1.1 reads as false. */
const isNo = (written: string): boolean => /^(?:no|off)$/i.test(written);

/** Whether a number is shown in another way than it is written. A number in another base, such as 0x1F, is meant as one. */
const losesDigits = (written: string, value: unknown): boolean =>
  typeof value === "number" &&
  !/^[-+]?0[xob]/i.test(written) &&
  String(value) !== written.replace(/^\+/, "").replaceAll("_", "");

const nameOf = (value: Reading): string =>
  typeof value === "string"
    ? t("front-matter/ambiguous-scalar.word.text", "text")
    : typeof value === "number"
      ? t("front-matter/ambiguous-scalar.word.number", "the number {value}", { value })
      : String(value);

/** `!!str no` leaves no doubt. */
function isTagged({ text }: Article, { range }: FrontMatterScalar): boolean {
  return /!\S*[ \t]+$/.test(text.slice(Math.max(0, range.start - 40), range.start));
}

function addQuotes(
  frontMatter: FrontMatter,
  { path, part, value }: FrontMatterScalar,
  written: string,
): Fix | undefined {
  const edit = part === "key" ? frontMatter.renameKey(path, written) : frontMatter.setString(path, written);
  // Unsafe where the site reads something other than text today: only the author knows which reading is right. Words that
  // other programs read as true or false are never quoted safely: a hidden article could be published.
  const isSwitch = /^(?:y|yes|n|no|on|off|true|false)$/i.test(written);
  return (
    edit && {
      title: t("front-matter/ambiguous-scalar.fix.quotes", "Put it in quotes"),
      safety: value === written && (part === "key" || !isSwitch) ? "safe" : "unsafe",
      edits: [edit],
    }
  );
}

/** Spellings of the value that both versions read alike, the likely one first: `false` for `no`, `123` or `83` for `0123`. */
function plainSpellings(older: Reading, newer: Reading): string[] {
  const values = typeof older === "boolean" ? [older] : typeof newer === "number" ? [newer, older] : [];
  return values.filter((value) => typeof value !== "string").map(String);
}

function writePlain(
  frontMatter: FrontMatter,
  { path, part }: FrontMatterScalar,
  older: Reading,
  newer: Reading,
): Fix[] {
  if (part === "key") return [];
  return plainSpellings(older, newer).flatMap((value) => {
    const edit = frontMatter.setSource(path, value);
    return edit
      ? [
          {
            title: t("front-matter/ambiguous-scalar.fix.write", "Write {value}", { value }),
            safety: "unsafe" as const,
            edits: [edit],
          },
        ]
      : [];
  });
}
