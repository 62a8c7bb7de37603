/** The page of a built-in rule, as people read it: `rules/<group>/<name>.md` without what only the tests need. */
import { existsSync } from "node:fs";
import path from "node:path";
import { currentLocale, type Locale } from "./i18n.js";
import { packageRoot } from "./package-root.js";

export interface RulePage {
  /** Absolute. */
  readonly file: string;
  readonly locale: Locale;
}

/** Where the page of a built-in rule is: in the user's language if there is such a page, otherwise in English. */
export function rulePage(rule: string): RulePage {
  const folder = path.join(packageRoot(), "rules");
  const locale = currentLocale();
  if (locale !== "en") {
    const file = path.join(folder, `${rule}.${locale}.md`);
    if (existsSync(file)) return { file, locale };
  }
  return { file: path.join(folder, `${rule}.md`), locale: "en" };
}

/** Blocks that say what the network, the disk and the clock are like while a test checks the example. */
const fixture = /^(?:json (?:pictures|images|links|schema)|text (?:now|files))$/;

/**
 * A page without test fixtures. A block of options becomes the configuration that sets them.
 * @param severity that the configuration gives the rule.
 */
export function readablePage(text: string, rule: string, severity: "error" | "warning" | "off"): string {
  const setting = severity === "error" ? "error" : "warn";
  return text
    .replaceAll("\r\n", "\n")
    .replace(
      /^(`{3,})([^\n`]*)\n([\s\S]*?)^\1[ \t]*(?:\n+|$(?![\s\S]))/gm,
      (block: string, fence: string, label: string, content: string) => {
        const info = label.trim();
        if (fixture.test(info)) return "";
        if (info === "json options") return `${fence}json\n${configuration(rule, setting, content)}${fence}\n\n`;
        return info.endsWith(" escaped") ? block.replace(label, info.replace(/ escaped$/, "")) : block;
      },
    )
    .replace(/\n{2,}$/, "\n");
}

function configuration(rule: string, severity: string, options: string): string {
  const oneLine = JSON.stringify(JSON.parse(options), undefined, 1).replace(/\n\s*/g, " ");
  return `{\n  "rules": {\n    ${JSON.stringify(rule)}: [${JSON.stringify(severity)}, ${oneLine}]\n  }\n}\n`;
}

/**
 * The address of a rule's page on the web, below the home page of the package; `undefined` if the package has none.
 * On GitHub, files of a repository are below `blob/HEAD`.
 */
export function rulePageUrl(rule: string, homepage: string | undefined): string | undefined {
  if (homepage === undefined || !URL.canParse(homepage)) return undefined;
  const { origin, hostname, pathname } = new URL(homepage);
  const folder = pathname.replace(/\/+$/, "");
  return `${origin}${folder}${hostname === "github.com" ? "/blob/HEAD" : ""}/rules/${rule}.md`;
}
