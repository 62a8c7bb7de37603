/** The text of a comment or an issue: the Markdown report, with its marker, what it is about, and within GitHub's limits. */
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";

/** The first lines of `--format markdown`. */
const start = /^<!-- stet report -->\r?\n<!-- stet: (\d+) errors, (\d+) warnings, (\d+) failures -->\r?\n/;

/** GitHub refuses more than 65,536 characters. Some are left for the marker and the last line. */
const mostCharacters = 65_000;
/** The characters of a report without its lists of violations. */
const mostInShort = 20_000;

export interface ReportText {
  /** The report without its first lines. */
  readonly body: string;
  /** It has no error, no warning and no failure. */
  readonly isClean: boolean;
}

/** @throws UserError if the text is not a report of `--format markdown`. */
export function parseReport(text: string, shown: string): ReportText {
  const [head, ...counts] = start.exec(text) ?? [];
  if (head === undefined)
    throw new UserError(
      t("github.notAReport", "{file} is not a report of --format markdown.", { file: shown }),
      t("github.notAReport.use", "Create it with stet --format markdown={file}.", { file: shown }),
    );
  return { body: text.slice(head.length), isClean: counts.every((count) => Number(count) === 0) };
}

/** The comment by which a program finds its own text. With a name, several reports on one pull request stay apart. */
export const markerOf = (name: string | undefined): string =>
  name === undefined ? "<!-- stet report -->" : `<!-- stet report: ${name} -->`;

/**
 * The text to send.
 *
 * @param source the last line: the commit and the run.
 * @param isShort leaves out the lists of violations.
 */
export function textFor(
  { body, isClean }: ReportText,
  {
    name,
    source,
    isShort = false,
  }: { readonly name: string | undefined; readonly source: string; readonly isShort?: boolean },
): string {
  const settled = isClean
    ? body.replace(/^## \S+ stet: (.*)/, (_, line: string) =>
        [`## ✅ ${t("github.settled", "stet: all settled")}`, "", line].join("\n"),
      )
    : body;
  const [shown, more] = isShort
    ? shortened(settled.split(/\n<details/, 1)[0] ?? "", mostInShort, true)
    : shortened(settled, mostCharacters, false);
  const cut = more ? `\n\n${t("github.cut", "The rest of the report is too long for GitHub.")}` : "";
  return `${markerOf(name)}\n${shown.trimEnd()}${cut}${source === "" ? "" : `\n\n<sub>${source}</sub>`}\n`;
}

/** Up to a number of characters, in whole lines. */
function shortened(text: string, most: number, isCut: boolean): readonly [string, boolean] {
  if (text.length <= most) return [text, isCut];
  const whole = text.slice(0, text.lastIndexOf("\n", most) + 1) || text.slice(0, most);
  const isOpen = whole.lastIndexOf("<details") > whole.lastIndexOf("</details>");
  return [isOpen ? `${whole}\n</details>` : whole, true];
}
