/** Folded violations for people. */
import type { ChalkInstance } from "chalk";
import { t } from "../platform/i18n.js";
import type { FoldedViolation, RunEnd } from "../results.js";
import { wrap } from "./cells.js";
import { foldedCauses, foldedFeeds, foldedFixes, foldedFolders, foldedText } from "./folded.js";
import { hyperlink } from "./hyperlink.js";
import type { ReportOptions } from "./types.js";
import { visible } from "./visible.js";
import { padEnd, widthOf } from "./width.js";

/** The maximum number of folders listed for a violation. */
const mostFolders = 3;

/** Each folded violation with its folders and examples; empty if there are none. */
export function foldedLines({ folded }: RunEnd, options: ReportOptions, paint: ChalkInstance): string[] {
  if (folded.length === 0) return [];
  const heading = t("report.folded.heading", "The same in many articles (--no-fold lists each violation):");
  return [
    ...(options.terminal ? wrap(heading, Math.max(20, options.width)) : [heading]).map((line) => paint.underline(line)),
    ...folded.flatMap((one) => entry(one, options, paint)),
    "",
  ];
}

function entry(folded: FoldedViolation, options: ReportOptions, paint: ChalkInstance): string[] {
  const { terminal = false, width, hyperlinks = false, rules } = options;
  const words = { error: t("report.severity.error", "error"), warning: t("report.severity.warning", "warning") };
  const severityWidth = Math.max(...Object.values(words).map(widthOf));
  const indent = " ".repeat(2 + severityWidth + 2);
  const colour = folded.severity === "error" ? paint.red : paint.yellow;
  const start = `  ${colour(padEnd(words[folded.severity], severityWidth))}  `;
  const fixes = foldedFixes(folded);
  const docs = rules?.get(folded.rule)?.docs;
  const name = visible(folded.rule);
  const end = `${hyperlinks && docs !== undefined ? hyperlink(paint.dim(name), docs) : paint.dim(name)}${paint.dim(fixes)}`;
  const room = Math.max(20, width - indent.length);
  const text = visible(foldedText(folded));
  const lines = terminal ? wrap(text, room) : [text];
  const last = lines.at(-1) ?? "";
  // On a terminal, the rule goes below the message if it does not fit on its last line.
  if (!terminal || widthOf(`${last}  ${name}${fixes}`) <= room) lines[lines.length - 1] = `${last}  ${end}`;
  else lines.push(end);
  // What all feeds have needs no names.
  const feeds = folded.isEverywhere && folded.articles === folded.of ? "" : foldedFeeds(folded, mostFolders);
  const places = [foldedCauses(folded, mostFolders), foldedFolders(folded, mostFolders), feeds]
    .map(visible)
    .filter((line) => line !== "");
  const details = [...places, examplesOf(folded, options, room)];
  return [
    `${start}${lines[0]}`,
    ...lines.slice(1).map((line) => indent + line),
    ...details.flatMap((line) => (terminal ? wrap(line, room) : [line])).map((line) => indent + paint.dim(line)),
  ];
}

/** On a terminal, as many places as fit on a line, but at least one. */
function examplesOf({ examples }: FoldedViolation, { terminal = false }: ReportOptions, room: number): string {
  const line = (number: number) =>
    t("report.folded.examples", "for example {places}", {
      places: examples
        .slice(0, number)
        .map(({ path, line, column }) => `${visible(path)}:${line}:${column}`)
        .join(", "),
    });
  let number = examples.length;
  while (terminal && number > 1 && widthOf(line(number)) > room) number--;
  return line(number);
}
