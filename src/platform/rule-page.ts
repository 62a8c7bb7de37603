/** The page of a built-in rule for readers: `rules/<family>/<name>.md` without the fixtures for tests. */
import { existsSync } from "node:fs";
import path from "node:path";
import { currentLocale, type Locale } from "./i18n.js";
import { packageRoot } from "./package-root.js";
import { withoutEndSlashes } from "./paths.js";

export interface RulePage {
  /** Absolute path. */
  readonly file: string;
  readonly locale: Locale;
}

/** The page of a built-in rule in the user's language, otherwise in English. */
export function rulePage(rule: string): RulePage {
  const folder = path.join(packageRoot(), "rules");
  const locale = currentLocale();
  if (locale !== "en") {
    const file = path.join(folder, `${rule}.${locale}.md`);
    if (existsSync(file)) return { file, locale };
  }
  return { file: path.join(folder, `${rule}.md`), locale: "en" };
}

/** Code blocks that define network responses, files and the time for the test of an example. */
const fixture = /^(?:json (?:images|links|schema)|text (?:now|files|generator))$/;

/**
 * A page without test fixtures. Option blocks are converted to a complete configuration.
 *
 * @param severity of the rule in that configuration.
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
 * The URL of a rule's page, relative to the home page of the package; `undefined` if the package has none. On GitHub,
 * repository files are below `blob/HEAD`.
 */
export function rulePageUrl(rule: string, homepage: string | undefined): string | undefined {
  if (homepage === undefined || !URL.canParse(homepage)) return undefined;
  const { origin, hostname, pathname } = new URL(homepage);
  const folder = withoutEndSlashes(pathname);
  return `${origin}${folder}${hostname === "github.com" ? "/blob/HEAD" : ""}/rules/${rule}.md`;
}
