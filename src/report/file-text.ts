/** The violations of one file as lines of the report for people. */
import { Chalk, type ChalkInstance } from "chalk";
import { t } from "../platform/i18n.js";
import { append, largest } from "../platform/lists.js";
import type { FileResult, Violation } from "../results.js";
import { wrap } from "./cells.js";
import { grouped } from "./count.js";
import { foldEqual, otherPlaces } from "./equal.js";
import { frame } from "./frame.js";
import { fileUrl, hyperlink } from "./hyperlink.js";
import { inTwoLines } from "./two-lines.js";
import type { ReportOptions } from "./types.js";
import { visible } from "./visible.js";
import { padEnd, widthOf } from "./width.js";

/** On a terminal of this width or wider, a violation takes at most two lines. */
const twoLinesFrom = 80;
/** The least columns for a message next to its rule. */
const leastRoom = 40;
/** The least columns for the end of a message before its rule. */
const leastRest = 20;

export const chalkFor = ({ color }: ReportOptions): ChalkInstance => new Chalk({ level: color ? 1 : 0 });

interface Row {
  readonly violation: Violation;
  readonly place: string;
  readonly text: string;
  /** Of the message: how often it is in the file, ` (×3)`. */
  readonly times: string;
  /** The text, with `times`. */
  readonly message: string;
  readonly fixable: string;
  readonly key: string;
  readonly others: readonly string[];
  /** In columns, of the message. */
  readonly width: number;
}

/** @param onShortened called if a message is not shown in full. */
export function fileText(
  result: FileResult,
  options: ReportOptions,
  paint: ChalkInstance,
  onShortened: () => void = () => {},
): string {
  if (result.violations.length === 0 && result.errors.length === 0) return "";
  const { terminal = false, width } = options;
  const rows = rowsOf(result, options);
  const placeWidth = largest(
    rows.map(({ place }) => place.length),
    0,
  );
  const severities = { error: t("report.severity.error", "error"), warning: t("report.severity.warning", "warning") };
  const severityWidth = largest(Object.values(severities).map(widthOf));
  const lead = 2 + placeWidth + 2 + severityWidth + 2;
  const tail = largest(
    rows.map(({ violation, fixable }) => widthOf(visible(violation.rule) + fixable)),
    0,
  );
  // Messages are aligned unless one of them would push the rule names off the screen. A terminal wraps it instead.
  const room = terminal ? width - lead - 2 - tail : Math.max(leastRoom, width - placeWidth - 40);
  const messageWidth = Math.min(
    room,
    largest(
      rows.map(({ width }) => width),
      0,
    ),
  );
  const lines = [link(paint.underline(visible(result.path)), pathUrl(result, options), options)];
  for (const row of rows) {
    const { violation, place, message, others, width: messageIs } = row;
    const colour = violation.severity === "error" ? paint.red : paint.yellow;
    const severity = colour(padEnd(severities[violation.severity], severityWidth));
    const start = `  ${paint.dim(place.padStart(placeWidth))}  ${severity}`;
    const under = " ".repeat(lead);
    const next = terminal && room >= leastRoom ? wrap(message, room) : [message];
    if (!terminal || (room >= leastRoom && next.length <= 2)) {
      const [first = "", ...more] = next;
      const gap = " ".repeat(Math.max(0, messageWidth - (more.length > 0 ? widthOf(first) : messageIs)));
      lines.push(`${start}  ${first}${gap}  ${ruleOf(row, options, paint)}`, ...more.map((line) => under + line));
    } else if (width >= twoLinesFrom && !options.verbose && options.view?.all !== true) {
      append(lines, twoLines(row, width - lead, { start: `${start}  `, under }, options, paint, onShortened));
    } else if (width - lead >= leastRoom) {
      // The rule goes below the message if it does not fit on its last line.
      const all = wrap(message, width - lead);
      const last = all.at(-1) ?? "";
      const isBelow = widthOf(last) + 2 + widthOf(violation.rule + row.fixable) > width - lead;
      const rule = ruleOf(row, options, paint);
      const text = isBelow ? [...all, rule] : [...all.slice(0, -1), `${last}  ${rule}`];
      lines.push(`${start}  ${text[0]}`, ...text.slice(1).map((line) => under + line));
    } else {
      lines.push(
        start.trimEnd(),
        ...wrap(message, Math.max(leastRest, width - 4)).map((line) => `    ${line}`),
        ...narrowRule(row, options, paint),
      );
    }
    if (others.length > 0) {
      const indent = width - lead >= leastRoom ? under : "    ";
      lines.push(indent + paint.dim(otherPlaces(others, Math.max(leastRest, width - indent.length))));
    }
    if (options.verbose && result.text !== undefined) append(lines, frame(result.text, violation, width, paint));
  }
  const failure = t("report.severity.failure", "failure");
  const indent = 2 + widthOf(failure) + 2;
  for (const { message } of result.errors) {
    const [first = "", ...more] = terminal
      ? wrap(visible(message), Math.max(leastRest, width - indent))
      : [visible(message)];
    lines.push(`  ${paint.red(failure)}  ${first}`, ...more.map((line) => `${" ".repeat(indent)}${line}`));
  }
  return `${lines.join("\n")}\n\n`;
}

function rowsOf({ violations, article }: FileResult, options: ReportOptions): Row[] {
  const isFolded = options.terminal === true && !options.verbose && options.view?.all !== true;
  const all = violations.map((violation) => {
    const text = visible(violation.message);
    const place = article === false ? "" : `${violation.line}:${violation.column}`;
    const fixable = violation.fix
      ? violation.fix.safe
        ? t("report.tag.fix", " [fix]")
        : violation.fix.refused === undefined
          ? t("report.tag.unsafeFix", " [unsafe fix]")
          : t("report.tag.refusedFix", " [unsafe fix: {reason}]", { reason: visible(violation.fix.refused) })
      : "";
    const key = isFolded ? [violation.severity, violation.rule, fixable, text].join("\n") : "";
    return { violation, place, text, fixable, key };
  });
  return (isFolded ? foldEqual(all) : all.map((row) => ({ ...row, others: [] }))).map((row) => {
    const times = row.others.length > 0 ? ` (×${grouped(row.others.length + 1)})` : "";
    const message = row.text + times;
    return { ...row, times, message, width: widthOf(message) };
  });
}

function ruleOf(
  { violation, fixable }: Pick<Row, "violation" | "fixable">,
  options: ReportOptions,
  paint: ChalkInstance,
) {
  const name = paint.dim(visible(violation.rule));
  return `${link(name, options.rules?.get(violation.rule)?.docs, options)}${paint.dim(fixable)}`;
}

/** The message over the whole width, with the rule at its end. */
function twoLines(
  row: Row,
  width: number,
  { start, under }: { readonly start: string; readonly under: string },
  options: ReportOptions,
  paint: ChalkInstance,
  onShortened: () => void,
): string[] {
  const { violation, text, times } = row;
  const name = widthOf(visible(violation.rule));
  // The reason why a fix is unsafe may be long.
  const isLong = 2 + name + widthOf(row.fixable) > width - leastRest;
  const fixable = isLong && violation.fix ? t("report.tag.unsafeFix", " [unsafe fix]") : row.fixable;
  const tail = 2 + name + widthOf(fixable);
  const fitted = inTwoLines(text, width, widthOf(times) + tail);
  if (fitted.isShortened || isLong) onShortened();
  const end = `${times}  ${ruleOf({ violation, fixable }, options, paint)}`;
  return fitted.rest === "" && widthOf(fitted.first + times) + tail <= width
    ? [`${start}${fitted.first}${end}`]
    : [start + fitted.first, under + (fitted.rest + end).trimStart()];
}

/** Where not even the rule and its fix may fit on one line. */
function narrowRule(row: Row, options: ReportOptions, paint: ChalkInstance): string[] {
  const { violation, fixable } = row;
  if (4 + widthOf(violation.rule + fixable) <= options.width) return [`    ${ruleOf(row, options, paint)}`];
  const rule = ruleOf({ violation, fixable: "" }, options, paint);
  const below = wrap(fixable.trim(), Math.max(leastRest, options.width - 4));
  return [`    ${rule}`, ...below.map((line) => `    ${paint.dim(line)}`)];
}

function link(text: string, url: string | undefined, { hyperlinks = false }: ReportOptions): string {
  return hyperlinks && url !== undefined ? hyperlink(text, url) : text;
}

const pathUrl = ({ path }: FileResult, { cwd }: ReportOptions): string | undefined =>
  cwd === undefined ? undefined : fileUrl(path, cwd);
