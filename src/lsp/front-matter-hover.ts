/** The text for a hover on a key of front matter: what the schema of the article says of it. */
import type { Range } from "../article/types.js";
import { t } from "../platform/i18n.js";
import { visible } from "../report/visible.js";
import { schemaOf } from "../run/lint-text.js";
import { documented } from "./completion.js";
import type { AnalyzedDocument } from "./document-store.js";

/** Values of a key that are listed. */
const mostValues = 20;

export async function keyHover(
  { article, input, plan }: AnalyzedDocument,
  offset: number,
): Promise<{ readonly text: string; readonly range: Range } | undefined> {
  const { frontMatter } = article;
  if (!frontMatter || offset < frontMatter.range.start || offset >= frontMatter.range.end) return undefined;
  const key = frontMatter
    .scalars()
    .find(({ part, range }) => part === "key" && range.start <= offset && offset < range.end);
  const schema = key && (await schemaOf(article, input, plan));
  const name = key?.path.at(-1);
  const known = schema?.completions(key?.path.slice(0, -1) ?? []).keys.find((one) => one.name === name);
  if (!key || !schema || !known) return undefined;
  const { documentation } = documented(known);
  const states = [
    ...(known.required ? [t("lsp.required", "required")] : []),
    ...(known.deprecated ? [t("lsp.deprecated", "deprecated")] : []),
  ];
  const { values } = schema.completions(key.path);
  const shown = values.slice(0, mostValues).map(({ value }) => `\`${visible(String(value)).replaceAll("`", "")}\``);
  const title = `**${visible(known.name)}**`;
  const parts = [
    states.length > 0 ? t("common.parens", "{word} ({reason})", { word: title, reason: states.join(", ") }) : title,
    ...(typeof documentation === "string" ? [visible(documentation)] : []),
    ...(shown.length > 0
      ? [
          t("lsp.values", "Values: {values}", {
            values: [...shown, ...(values.length > mostValues ? ["…"] : [])].join(t("rule.comma", ", ")),
          }),
        ]
      : []),
  ];
  return { text: parts.join("\n\n"), range: key.range };
}
