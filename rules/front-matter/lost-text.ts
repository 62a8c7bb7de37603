import { defineRule, type Fix, type FrontMatter, type Path, type Range, t, truncate } from "../../src/rule.js";

export default defineRule({
  name: "front-matter/lost-text",
  summary: "Disallow text that YAML drops or reads as a number or a date",
  severity: "error",
  fixable: "unsafe",
  options: {
    keys: {
      type: "array",
      items: { type: "string" },
      default: [
        "title",
        "subtitle",
        "description",
        "summary",
        "excerpt",
        "author",
        "tags",
        "categories",
        "category",
        "keywords",
        "slug",
      ],
      description: "Keys whose values, or the items of whose lists, are text",
    },
  },
  messages: {
    comment: (d: { key: string; comment: string }) =>
      t(
        "front-matter/lost-text.comment",
        'YAML reads "{comment}" as a comment, so it is not part of "{key}". Put the whole value in quotes.',
        d,
      ),
    date: (d: { key: string; written: string }) =>
      t(
        "front-matter/lost-text.date",
        'YAML reads "{written}" in "{key}" as a date, which pages show in another form. Put it in quotes.',
        d,
      ),
    number: (d: { key: string; written: string; shown: string }) =>
      t(
        "front-matter/lost-text.number",
        'YAML reads "{written}" in "{key}" as a number, which pages show as {shown}. Put it in quotes.',
        d,
      ),
    item: (d: { key: string; written: string }) =>
      t(
        "front-matter/lost-text.item",
        '"{written}" in "{key}" is one item, because the next line is indented too deep. Indent all items alike.',
        d,
      ),
    space: (d: { key: string }) =>
      t("front-matter/lost-text.space", 'The key "{key}" starts with a no-break space. Remove the space.', d),
  },

  frontMatter(frontMatter, { article, options, report }) {
    if (frontMatter?.language !== "yaml" || !frontMatter.data) return;
    const { text, generator } = article;
    for (const key of Object.keys(frontMatter.data)) {
      const at = /^[\u00a0\u3000\u2007\u202f]/.test(key) ? frontMatter.place([key], "key") : undefined;
      if (!at) continue;
      const name = key.replace(/^[\s\u00a0\u3000\u2007\u202f]+/, "");
      const edit = Object.hasOwn(frontMatter.data, name) ? undefined : frontMatter.renameKey([key], name);
      const title = t("front-matter/lost-text.fix.space", "Remove the space");
      const fix: Fix | undefined = edit && { title, safety: "unsafe", edits: [edit] };
      report("space", { at, data: { key: name }, fix });
    }
    for (const { key, path, value } of valuesOf(frontMatter, options.keys)) {
      const at = frontMatter.place(path, "value");
      if (!at) continue;
      const written = text.slice(at.start, at.end);
      const isPlain = written === "" || (frontMatter.scalarStyle(path)?.style === "plain" && !/^[*&!]/.test(written));
      if (!isPlain) continue;
      const shown = truncate(written, 40);
      const cut = cutBy(text, value === null ? frontMatter.place(path, "key") : at, value === null);
      if (cut) {
        const { comment, start, end } = cut;
        const source = quoted(text.slice(start, end).trim());
        const fix: Fix = { title: quoteTitle(), safety: "unsafe", edits: [{ range: { start, end }, text: source }] };
        const data = { key, comment: truncate(comment, 40) };
        report("comment", { at: { start: end - comment.length, end }, data, fix });
      } else if (/[\r\n][ \t]*- /.test(written)) {
        report("item", { at, data: { key, written: truncate(String(value), 40) } });
      } else if (/^\d{4}-\d\d-\d\d(?:[Tt ]\d\d?:\d\d:\d\d.*)?$/.test(written)) {
        // Hugo keeps such text as it is written.
        if (generator?.name !== "Hugo")
          report("date", { at, data: { key, written: shown }, fix: quote(frontMatter, path, written) });
      } else if (typeof value === "number" && String(value) !== written) {
        report("number", {
          at,
          data: { key, written: shown, shown: String(value) },
          fix: quote(frontMatter, path, written),
        });
      }
    }
  },
});

/**
 * The comment after a value that was meant as text, and the range of both. A space after # begins a comment that is meant as
 * one.
 *
 * @param isKey `at` is the key of an empty value.
 */
function cutBy(text: string, at: Range | undefined, isKey: boolean) {
  if (!at) return undefined;
  const line = /[^\r\n]*/y;
  line.lastIndex = at.end;
  const rest = (line.exec(text)?.[0] ?? "").trimEnd();
  const [, before = "", comment] =
    (isKey ? /^([ \t]*:[ \t]+)(#[^\s#!].*)$/ : /^([ \t]+)(#[^\s#!].*)$/).exec(rest) ?? [];
  return comment === undefined
    ? undefined
    : { comment, start: isKey ? at.end + before.length : at.start, end: at.end + rest.length };
}

interface Value {
  readonly key: string;
  readonly path: Path;
  readonly value: unknown;
}

function valuesOf({ data = {} }: FrontMatter, keys: readonly string[]): Value[] {
  return keys.flatMap((key): Value[] => {
    if (!Object.hasOwn(data, key)) return [];
    const value = data[key];
    if (Array.isArray(value)) return value.map((item, index) => ({ key, path: [key, index], value: item }));
    return typeof value === "object" && value !== null ? [] : [{ key, path: [key], value }];
  });
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const quoteTitle = (): string => t("front-matter/lost-text.fix.quote", "Put the value in quotes");

function quote(frontMatter: FrontMatter, path: Path, written: string): Fix | undefined {
  const edit = frontMatter.setSource(path, quoted(written));
  return edit && { title: quoteTitle(), safety: "unsafe", edits: [edit] };
}
