import { defineRule, type Fix, t, truncate } from "../../src/rule.js";

interface Data {
  readonly generator: string;
  readonly key: string;
  readonly written: string;
  readonly hiding: string;
}

/** What authors write to say yes or no, in any case and with or without quotes. */
const meaning: Readonly<Record<"true" | "false", RegExp>> = {
  true: /^(?:true|yes|on|y|1)$/i,
  false: /^(?:false|no|off|n|0)$/i,
};

export default defineRule({
  name: "front-matter/published",
  summary: "Require values that hide an article where they are meant to",
  severity: "error",
  fixable: "unsafe",
  messages: {
    visible: ({ generator, key, written, hiding }: Data) =>
      t(
        "front-matter/published.visible",
        '"{key}: {written}" does not hide the article: {generator} publishes it. Write "{key}: {hiding}".',
        { generator, key, written, hiding },
      ),
    refused: ({ generator, key, written, hiding }: Data) =>
      t(
        "front-matter/published.refused",
        '"{key}: {written}" ends the build of {generator}. Write "{key}: {hiding}" to hide the article.',
        { generator, key, written, hiding },
      ),
    hidden: ({ generator, key }: Data) =>
      t(
        "front-matter/published.hidden",
        '"{key}" has no value, so {generator} does not publish the article. Write true or false.',
        { generator, key },
      ),
  },

  frontMatter(frontMatter, { article, report }) {
    const { reader, name: generator = "" } = article.generator ?? {};
    if (!reader || !frontMatter?.data) return;
    for (const [key, { hides, hiding, refuses }] of Object.entries(reader.switches)) {
      if (!Object.hasOwn(frontMatter.data, key)) continue;
      const value = frontMatter.data[key];
      const at = frontMatter.place([key], "value");
      if (!at || (typeof value === "object" && value !== null)) continue;
      const written = truncate(frontMatter.written([key]) ?? "", 40);
      const data = { generator, key, written, hiding };
      if (hides(value)) {
        if (value === null) report("hidden", { at: frontMatter.place([key], "key") ?? at, data });
      } else if (meaning[hiding].test(String(value).trim())) {
        const edit = frontMatter.setSource([key], hiding);
        const title = t("front-matter/published.fix", 'Write "{value}"', { value: hiding });
        const fix: Fix | undefined = edit && { title, safety: "unsafe", edits: [edit] };
        report(refuses?.(value) ? "refused" : "visible", { at, data, fix });
      }
    }
  },
});
