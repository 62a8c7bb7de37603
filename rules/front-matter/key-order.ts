import { defineRule, type FrontMatter, t } from "../../src/rule.js";

export default defineRule({
  name: "front-matter/key-order",
  summary: "Enforce the order of front matter keys",
  severity: "off",
  fixable: "safe",
  options: {
    order: {
      type: "array",
      items: { type: "string" },
      default: ["title", "date", "updated", "author", "categories", "tags", "description"],
      description: "Keys that come first, in this order",
    },
    rest: {
      type: "string",
      enum: ["as-written", "alphabetical"],
      default: "as-written",
      description: "Order of all other keys, which follow: as written or alphabetical",
    },
  },
  messages: {
    order: (d: { key: string; before: string }) =>
      t("front-matter/key-order.order", '"{key}" is after "{before}". Move it before "{before}".', {
        key: d.key,
        before: d.before,
      }),
  },

  frontMatter(frontMatter, { options, report }) {
    // With a duplicate key or another parse error, the order is not known.
    if (!frontMatter?.data || frontMatter.problems.length > 0) return;
    const keys = asWritten(frontMatter);
    const rank = new Map(options.order.map((key, at) => [key, at]));
    const wanted = [...keys].sort((a, b) => {
      const byForm = Number(isTable(frontMatter, a)) - Number(isTable(frontMatter, b));
      const byRank = (rank.get(a) ?? rank.size) - (rank.get(b) ?? rank.size);
      if (byForm !== 0 || byRank !== 0 || options.rest === "as-written") return byForm || byRank;
      return rank.has(a) || a === b ? 0 : a < b ? -1 : 1;
    });
    const at = keys.findIndex((key, index) => key !== wanted[index]);
    const [key, before] = [wanted[at], keys[at]];
    if (key === undefined || before === undefined) return;
    const edit = frontMatter.reorder(wanted);
    const place = frontMatter.place([key], "key");
    // No edit: an alias must come after its anchor, for example. Then the order is as good as it can be.
    if (!edit || !place) return;
    const fix = {
      title: t("front-matter/key-order.fix.sort", "Sort the keys"),
      safety: "safe",
      edits: [edit],
    } as const;
    report("order", { at: place, data: { key, before }, fix });
  },
});

function asWritten(frontMatter: FrontMatter): string[] {
  const start = (key: string) => frontMatter.place([key], "key")?.start ?? 0;
  return Object.keys(frontMatter.data ?? {}).sort((a, b) => start(a) - start(b));
}

/** A `[table]` of TOML: entries after its header belong to it, so tables come last. */
function isTable(frontMatter: FrontMatter, key: string): boolean {
  const [name, value] = [frontMatter.place([key], "key"), frontMatter.place([key], "value")];
  return frontMatter.language === "toml" && name !== undefined && value !== undefined && value.start < name.start;
}
