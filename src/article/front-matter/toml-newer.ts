/** What TOML 1.1 allows and TOML 1.0 does not: smol-toml reads it, and the parsers of Hugo and of most programs do not. */
import { t } from "../../platform/i18n.js";
import type { FrontMatterProblem } from "../types.js";
import { maxProblems } from "./reading.js";
import { tomlTokens } from "./toml-tokens.js";

/** https://github.com/toml-lang/toml/blob/main/CHANGELOG.md @param source valid TOML 1.1. */
export function newerToml(source: string, base: number): FrontMatterProblem[] {
  const problems: FrontMatterProblem[] = [];
  const report = (start: number, end: number, message: string) => {
    const range = { start: base + start, end: base + end };
    if (problems.length < maxProblems) problems.push({ code: "syntax", message, range });
  };
  const open: { readonly char: string; readonly start: number; isReported: boolean }[] = [];
  let comma: number | undefined;
  for (const { kind, start, end } of tomlTokens(source)) {
    const written = source.slice(start, end);
    const inner = open.at(-1);
    if (kind === "newline" && inner?.char === "{" && !inner.isReported) {
      inner.isReported = true;
      report(inner.start, inner.start + 1, inlineTable());
    } else if (kind === "sign" && (written === "[" || written === "{"))
      open.push({ char: written, start, isReported: false });
    else if (kind === "sign" && (written === "]" || written === "}")) {
      if (written === "}" && comma !== undefined)
        report(
          comma,
          comma + 1,
          t(
            "frontMatter.tomlNewer.trailingComma",
            "TOML 1.0 does not allow a comma before the closing brace. Remove the comma.",
          ),
        );
      open.pop();
    } else if (kind === "string" && written.startsWith('"')) {
      const found = /(?<!\\)(?:\\\\)*(\\x[\da-fA-F]{2})/.exec(written);
      if (found) {
        const at = start + found.index + found[0].length - 4;
        report(
          at,
          at + 4,
          t("frontMatter.tomlNewer.escape", 'TOML 1.0 does not have the escape "{escape}". Write "{meant}".', {
            escape: found[1] ?? "",
            meant: `\\u00${(found[1] ?? "").slice(2)}`,
          }),
        );
      }
    }
    if (kind === "sign" && written === ",") comma = start;
    else if (kind !== "space" && kind !== "newline" && kind !== "comment") comma = undefined;
  }
  // A time without seconds, alone or in a date.
  const time = /(?<=[=,[\s\dT])(?:\d{4}-\d\d-\d\d[Tt ])?\d\d:\d\d(?=[Z+\-\s,\]}#]|$)/g;
  for (const { start, end } of plainValues(source))
    for (const found of source.slice(start, end).matchAll(time))
      report(
        start + found.index,
        start + found.index + found[0].length,
        t("frontMatter.tomlNewer.seconds", 'TOML 1.0 does not allow times without seconds. Write "{time}:00".', {
          time: found[0],
        }),
      );
  return problems.sort((a, b) => a.range.start - b.range.start);
}

const inlineTable = (): string =>
  t(
    "frontMatter.tomlNewer.inlineTable",
    "TOML 1.0 does not allow line breaks in an inline table. Write it on one line, or as a [table].",
  );

/** The stretches between strings and comments. */
function* plainValues(source: string): Generator<{ readonly start: number; readonly end: number }> {
  let from = 0;
  for (const { kind, start, end } of tomlTokens(source)) {
    if (kind !== "string" && kind !== "comment") continue;
    yield { start: from, end: start };
    from = end;
  }
  yield { start: from, end: source.length };
}
