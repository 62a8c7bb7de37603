// The script of the report's page. It reads the articles that the page holds and shows them as a list that can be
// filtered and sorted, a page at a time. All that comes from articles is put in as text.

import { findings } from "./data.js";
import { make } from "./elements.js";
import { start } from "./list.js";
import { hashOf } from "./state.js";

const app = document.getElementById("app");

/** What a chart speaks of leads to its findings. @param {Element} element */
function linkToFilter(element) {
  const [key = "", value = ""] = (element.getAttribute("data-filter") ?? "").split("=");
  const link = make("a", { href: hashOf({ [key]: decodeURIComponent(value) }) }, element.textContent ?? "");
  element.replaceChildren(link);
}

if (app && findings.length > 0) start(app);
for (const element of document.querySelectorAll("[data-filter]")) linkToFilter(element);
