// The script of the HTML report. It shows the violations in the page as a list with filters, one page at a time.

import { violations } from "./data.js";
import { make } from "./elements.js";
import { start } from "./list.js";
import { ruleLink } from "./rule-page.js";
import { toHash } from "./state.js";

const app = document.getElementById("app");

/** Makes a label of a chart or table a link to its violations. @param {Element} element */
function linkToFilter(element) {
  const [key = "", value = ""] = (element.getAttribute("data-filter") ?? "").split("=");
  const link = make("a", { href: toHash({ [key]: decodeURIComponent(value) }) }, element.textContent ?? "");
  element.replaceChildren(link);
}

if (app && violations.length > 0) {
  start(app);
  for (const element of document.querySelectorAll("[data-filter]")) linkToFilter(element);
}
for (const element of document.querySelectorAll("[data-rule]")) {
  const link = ruleLink(element.getAttribute("data-rule") ?? "", element.textContent ?? "");
  if (link) element.replaceWith(link);
}
for (const element of document.querySelectorAll("[data-rule-name]"))
  element.replaceWith(ruleLink(element.getAttribute("data-rule-name") ?? "") ?? "");
