import { defineRule, type Path, type Range, t, truncate } from "../../src/rule.js";

/**
 * A tag or category: the key, the name as written, its path in the front matter, its range. Names of the same `one` are one for
 * the generator.
 */
type Term = readonly [key: string, name: string, path: Path, at: Range, one?: string];

export default defineRule({
  name: "site/taxonomy",
  summary: "Require the same spelling of a tag or category in all articles",
  severity: "warning",
  fixable: "unsafe",
  options: {
    keys: {
      type: "array",
      items: { type: "string" },
      default: ["tags", "tag", "categories", "category"],
      description:
        "Front matter keys that contain tags or categories; a key and its plural are treated as the same key",
    },
    plurals: {
      type: "boolean",
      default: true,
      description: "Treat an English name and its plural as the same name",
    },
  },
  messages: {
    spelling: (d: { key: string; name: string; common: string; times: number; example: string }) =>
      d.times === 1
        ? t(
            "site/taxonomy.spelling.one",
            '{noun} "{name}" is spelled "{common}" in "{example}". Use the same spelling in all articles.',
            { noun: nounOf(d.key), name: d.name, common: d.common, example: d.example },
          )
        : t(
            "site/taxonomy.spelling.many",
            '{noun} "{name}" is spelled "{common}" in {times} articles, such as "{example}". Use the same spelling in all articles.',
            { noun: nounOf(d.key), name: d.name, common: d.common, times: d.times, example: d.example },
          ),
  },

  site: {
    summarize(article, { options }): readonly Term[] | undefined {
      const { frontMatter } = article;
      const data = frontMatter?.data;
      if (!frontMatter || !data) return undefined;
      const terms: Term[] = [];
      for (const key of options.keys) {
        if (!Object.hasOwn(data, key)) continue;
        for (const [name, path] of namesIn(data[key], [key])) {
          const at = frontMatter.place(path, "value");
          const one = article.generator?.tagKey?.(name);
          if (at) terms.push(one === undefined ? [key, name, path, at] : [key, name, path, at, one]);
        }
      }
      return terms.length > 0 ? terms : undefined;
    },

    check(entries, { options, report }) {
      const families = new Map<string, Map<string, Spelling>>();
      const familyOf = cached((key, name) => `${singular(key)} ${folded(name, options.plurals)}`);
      for (const { path, summary } of entries)
        for (const [key, name, , , one = name] of summary) {
          const family = familyOf(key, name);
          const spellings = families.get(family) ?? new Map<string, Spelling>();
          families.set(family, spellings);
          const spelling = spellings.get(one);
          if (!spelling) spellings.set(one, { name, one, times: 1, first: path, last: path });
          else if (spelling.last !== path) {
            spelling.times++;
            spelling.last = path;
          }
        }
      for (const entry of entries) {
        if (!entry.linted) continue;
        for (const [key, name, path, at, one = name] of entry.summary) {
          const spellings = families.get(familyOf(key, name));
          if (!spellings || spellings.size < 2) continue;
          const common = commonest(spellings);
          if (common.one === one) continue;
          // No fix if the article has both spellings: the same name would appear twice.
          const hasBoth = entry.summary.some((other) => other[0] === key && (other[4] ?? other[1]) === common.one);
          report(entry, "spelling", {
            at,
            data: {
              key,
              name: truncate(name),
              common: truncate(common.name),
              times: common.times,
              example: truncate(common.first),
            },
            ...(!hasBoth && {
              fix: ({ frontMatter }) => {
                const edit = frontMatter?.setString(path, common.name);
                return (
                  edit && {
                    title: t("site/taxonomy.fix.replace", 'Replace with "{name}"', { name: truncate(common.name) }),
                    safety: "unsafe",
                    edits: [edit],
                  }
                );
              },
            }),
          });
        }
      }
    },
  },
});

/** The word for a key in a message: "Tag" for `tags`. */
function nounOf(key: string): string {
  const one = singular(key);
  if (one === "tag") return t("site/taxonomy.tag", "Tag");
  if (one === "category") return t("site/taxonomy.category", "Category");
  return t("site/taxonomy.other", '"{key}" value', { key: truncate(key) });
}

/** A spelling of a name: in how many articles it occurs, and the first and the last of them. */
interface Spelling {
  /** The first of those that are one for the generator. */
  readonly name: string;
  readonly one: string;
  times: number;
  readonly first: string;
  last: string;
}

/** The names in the value of a key: a string, a list, or a list of lists (Hexo's nested categories). */
function* namesIn(value: unknown, path: Path): Generator<readonly [string, Path]> {
  if (typeof value === "string") {
    // Some generators read "a, b" as a list, others as one name.
    if (value.trim() !== "" && !/[,，、]|\{\{|\{%|<%/.test(value)) yield [value, path];
  } else if (Array.isArray(value) && path.length <= 2) {
    for (const [index, item] of value.entries()) yield* namesIn(item, [...path, index]);
  }
}

/** The most frequent spelling; of equally frequent ones, one without compatibility characters, then the first by code unit. */
function commonest(spellings: ReadonlyMap<string, Spelling>): Spelling {
  const rank = ({ name }: Spelling) => (name === name.normalize("NFKC").trim() ? 0 : 1);
  return [...spellings.values()].reduce((best, one) =>
    (one.times - best.times || rank(best) - rank(one) || (one.name < best.name ? 1 : -1)) > 0 ? one : best,
  );
}

/** A name without differences in case, width (Unicode NFKC), spaces, hyphens and underscores. */
function folded(name: string, plurals: boolean): string {
  const plain = name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{Pd}_]+/gu, "");
  return plurals ? singular(plain) : plain;
}

/** Words that are not plurals, or whose meaning differs from the singular. */
const noPlurals = /(?:ss|us|is|ics|news|windows|rails|goods|works|arms|customs|means|times|series|species)$/;

/** The singular of an English word; other words are returned unchanged. */
function singular(word: string): string {
  if (!/[a-z]{3}s$/.test(word) || noPlurals.test(word)) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.replace(/(?<=ss|x|ch|sh)es$|s$/, "");
}

/** Caches the results of a function, since the same names occur again and again. */
function cached(make: (key: string, name: string) => string): (key: string, name: string) => string {
  const made = new Map<string, string>();
  return (key, name) => {
    const both = `${key} ${name}`;
    const value = made.get(both) ?? make(key, name);
    made.set(both, value);
    return value;
  };
}
