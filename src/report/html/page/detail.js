// The details of a violation: its lines, and its fixes as diffs.

/** @import { Violation, Fix } from "./data.js" */
import { rules } from "./data.js";
import { placeTools } from "./editor.js";
import { make } from "./elements.js";
import { position } from "./format.js";
import { t } from "./messages.js";
import { ruleLink } from "./rule-page.js";

/** @param {number | string} number @param {string} kind @param {(Node | string)[]} parts */
function codeLine(number, kind, ...parts) {
  const sign = kind === "add" ? "+" : kind === "remove" ? "-" : "";
  return make(
    "span",
    { class: `line ${kind}` },
    make("span", { class: "no", "aria-hidden": "true" }, String(number)),
    make("span", { class: "sign" }, sign),
    make("span", { class: "code" }, ...parts),
  );
}

/** @param {Violation} violation */
function excerpt({ frame }) {
  if (frame === 0) return undefined;
  const [line, before, left, marked, right, after] = frame;
  const own = line + before.length;
  return make(
    "pre",
    { class: "frame" },
    ...before.map((text, at) => codeLine(line + at, "near", text)),
    codeLine(own, "at", left, make("mark", marked === "" ? { class: "point" } : {}, marked), right),
    ...after.map((text, at) => codeLine(own + 1 + at, "near", text)),
  );
}

/** @param {Fix} fix */
function fixDetail([kind, title, hunks]) {
  const name =
    kind === 0
      ? t("report.page.fix", "Fix")
      : kind === 1
        ? t("report.page.fixUnsafe", "Fix (may change meaning)")
        : t("report.page.suggestion", "Suggestion");
  const lines = hunks.flatMap(([line, before, after], at) => [
    ...(at > 0 ? [codeLine("", "gap", "⋯")] : []),
    ...diffLines(line, before, after),
  ]);
  return make(
    "div",
    { class: "fix" },
    make("p", {}, make("b", {}, name), t("report.page.detail", ": {text}", { text: title })),
    lines.length > 0 && make("pre", { class: "frame" }, ...lines),
  );
}

/** @param {number} first @param {string[]} before @param {string[]} after */
function diffLines(first, before, after) {
  let same = 0;
  while (same < before.length && same < after.length && before[same] === after[same]) same++;
  let tail = 0;
  while (
    tail < before.length - same &&
    tail < after.length - same &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail++;
  const removed = before.slice(same, before.length - tail);
  const added = after.slice(same, after.length - tail);
  const near = (/** @type {number} */ from, /** @type {number} */ to) =>
    before.slice(from, to).map((text, at) => codeLine(first + from + at, "near", text));
  const paired = removed.length === added.length;
  return [
    ...near(Math.max(0, same - 1), same),
    ...removed.map((text, at) =>
      codeLine(first + same + at, "remove", ...markDifference("del", text, paired ? added[at] : undefined)),
    ),
    ...added.map((text, at) =>
      codeLine(first + same + at, "add", ...markDifference("ins", text, paired ? removed[at] : undefined)),
    ),
    ...near(before.length - tail, Math.min(before.length, before.length - tail + 1)),
  ];
}

/**
 * Highlights the difference between two lines. @param {string} tag @param {string} text @param {string | undefined}
 * other
 */
function markDifference(tag, text, other) {
  if (other === undefined) return [text];
  const [own, theirs] = [[...text], [...other]];
  let start = 0;
  while (start < own.length && start < theirs.length && own[start] === theirs[start]) start++;
  let end = 0;
  while (
    end < own.length - start &&
    end < theirs.length - start &&
    own[own.length - 1 - end] === theirs[theirs.length - 1 - end]
  )
    end++;
  const middle = own.slice(start, own.length - end).join("");
  if (middle === "") return [text];
  return [own.slice(0, start).join(""), make(tag, {}, middle), own.slice(own.length - end).join("")];
}

/** @param {Violation} violation */
export function violationDetail(violation) {
  const [, summary] = rules.find(([name]) => name === violation.rule) ?? [];
  const frame = excerpt(violation);
  return make(
    "div",
    { class: "detail" },
    !!summary &&
      make(
        "p",
        { class: "rule-summary" },
        ruleLink(violation.rule),
        t("report.page.ruleSummary", ": {summary}", { summary }),
      ),
    frame,
    ...violation.fixes.map(fixDetail),
    frame === undefined &&
      violation.fixes.length === 0 &&
      make("p", { class: "muted" }, t("report.page.wholeFileNote", "This violation concerns the whole file.")),
  );
}

/** Places that are listed at first. */
const placesShown = 20;

/** The other places of equal violations, with their lines. @param {Violation[]} others */
export function otherPlaces(others) {
  const item = (/** @type {Violation} */ violation) =>
    make(
      "li",
      {},
      make("p", {}, make("b", {}, position(violation)), " ", ...placeTools(violation)),
      excerpt(violation),
    );
  const list = make("ul", { class: "places" }, ...others.slice(0, placesShown).map(item));
  const left = others.slice(placesShown);
  const more = make(
    "button",
    {
      type: "button",
      class: "button",
      click: () => {
        list.append(...left.map(item));
        more.remove();
      },
    },
    t("report.page.morePlaces", "Show {count} more", { count: left.length }),
  );
  return [make("h4", {}, t("report.page.alsoAt", "Also at")), list, left.length > 0 && more];
}
