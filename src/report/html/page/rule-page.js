// The page of a rule: on the web, or in a dialog.

import { rules } from "./data.js";
import { openDialog } from "./dialog.js";
import { make } from "./elements.js";
import { t } from "./messages.js";

const byName = new Map(rules.map((rule) => [rule[0], rule]));

/**
 * The name of a rule, as a link to its page if it has one.
 *
 * @param {string} name @param {string} [text] other text for the link
 */
export function ruleLink(name, text) {
  const [, , docs = "", page = ""] = byName.get(name) ?? [];
  const label = text === undefined ? undefined : t("report.page.aboutRule", "About the rule {rule}", { rule: name });
  const content = text ?? make("code", {}, ...breakable(name));
  if (/^https?:/.test(docs))
    return make(
      "a",
      { class: "rule-link", href: docs, target: "_blank", rel: "noopener noreferrer", "aria-label": label },
      content,
    );
  if (page !== "")
    return make(
      "button",
      {
        type: "button",
        class: "rule-link",
        "aria-haspopup": "dialog",
        "aria-label": label,
        click: () => openDialog(name, ...markdown(page)),
      },
      content,
    );
  return text === undefined ? content : undefined;
}

/** `image/` and `alt` may be on two lines. @param {string} name */
function breakable(name) {
  const at = name.indexOf("/") + 1;
  return at === 0 ? [name] : [name.slice(0, at), make("wbr"), name.slice(at)];
}

/**
 * The blocks of a page: headings, paragraphs, lists, tables and code. Its title is that of the dialog.
 *
 * @param {string} text
 */
function markdown(text) {
  /** @type {Node[]} */
  const blocks = [];
  const pattern =
    /^(`{3,})[^\n]*\n([\s\S]*?)^\1 *$|^(#{1,6}) +(.*)$|^(?:\|.*(?:\n|$))+|^(?:[-*] .*(?:\n|$)(?: +.*(?:\n|$))*)+|^(?!\n)(?:(?![`#|]|[-*] ).*\S.*(?:\n|$))+/gm;
  for (const [block, fence, code = "", hashes, heading = ""] of text.matchAll(pattern)) {
    if (fence) blocks.push(make("pre", { class: "frame page", tabindex: 0 }, code.replace(/\n$/, "")));
    else if (hashes) {
      if (hashes.length > 1) blocks.push(make("h3", {}, ...inline(heading)));
    } else if (block.startsWith("|")) blocks.push(table(block.trim().split("\n")));
    else if (/^[-*] /.test(block))
      blocks.push(
        make(
          "ul",
          { class: "points" },
          ...block
            .trim()
            .split(/\n(?=[-*] )/)
            .map((item) => make("li", {}, ...inline(item.slice(2)))),
        ),
      );
    else blocks.push(make("p", {}, ...inline(block.trim())));
  }
  return blocks;
}

/** @param {string[]} lines */
function table([head = "", , ...body]) {
  const cells = (/** @type {string} */ line) =>
    line
      .replace(/^\||\|$/g, "")
      .split(/(?<!\\)\|/)
      .map((cell) => inline(cell.trim().replaceAll("\\|", "|")));
  return make(
    "table",
    { class: "plain" },
    make("thead", {}, make("tr", {}, ...cells(head).map((cell) => make("th", { scope: "col" }, ...cell)))),
    make("tbody", {}, ...body.map((line) => make("tr", {}, ...cells(line).map((cell) => make("td", {}, ...cell))))),
  );
}

/** Code, bold text, and the text of links: pages that a page links to are not in the report. @param {string} text */
function inline(text) {
  return text
    .replace(/\s+/g, " ")
    .split(/(`+[^`]+`+|\*\*[^*]+\*\*|\[[^\]]+\]\([^)]+\))/)
    .map((part) => {
      if (part.startsWith("`")) return make("code", {}, part.replace(/^`+ ?| ?`+$/g, ""));
      if (part.startsWith("**")) return make("b", {}, part.slice(2, -2));
      return part.replace(/^\[([^\]]+)\]\([^)]+\)$/, "$1");
    });
}
