// The buttons that turn the pages of the list.

import { make } from "./elements.js";
import { grouped } from "./format.js";
import { t } from "./messages.js";

/**
 * Replaces the buttons and preserves the keyboard focus.
 *
 * @param {HTMLElement} nav @param {number} page @param {number} last @param {(page: number) => void} turn
 */
export function renderPagination(nav, page, last, turn) {
  const focused = nav.contains(document.activeElement) ? document.activeElement?.textContent : undefined;
  const button = (/** @type {string} */ name, /** @type {number} */ target) => {
    const isDisabled = target < 0 || target > last || target === page;
    return make(
      "button",
      {
        type: "button",
        class: "button",
        "aria-disabled": isDisabled ? "true" : undefined,
        click: () => !isDisabled && turn(target),
      },
      name,
    );
  };
  nav.replaceChildren(
    ...(last === 0
      ? []
      : [
          button(t("report.page.first", "First"), 0),
          button(t("report.page.previous", "Previous"), page - 1),
          make(
            "span",
            {},
            t("report.page.pageOf", "Page {page} of {pages}", { page: grouped(page + 1), pages: grouped(last + 1) }),
          ),
          button(t("report.page.next", "Next"), page + 1),
          button(t("report.page.last", "Last"), last),
        ]),
  );
  if (focused)
    /** @type {HTMLElement | undefined} */ (
      [...nav.querySelectorAll("button")].find(({ textContent }) => textContent === focused)
    )?.focus({ preventScroll: true });
}
