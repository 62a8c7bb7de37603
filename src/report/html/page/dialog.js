// A dialog that covers the side of the page.

import { make } from "./elements.js";
import { t } from "./messages.js";

/** @type {HTMLDialogElement | undefined} */
let dialog;

/**
 * Replaces the dialog that is open. The focus returns to where it was when the dialog closes.
 *
 * @param {string} title @param {(Node | string | undefined | false)[]} content
 */
export function openDialog(title, ...content) {
  dialog?.remove();
  const heading = make("h2", { id: "dialog-title", tabindex: -1 }, title);
  const made = /** @type {HTMLDialogElement} */ (
    make(
      "dialog",
      { "aria-labelledby": "dialog-title", class: "article" },
      make(
        "div",
        { class: "bar-top" },
        heading,
        make("button", { type: "button", class: "button", click: () => made.close() }, t("report.page.close", "Close")),
      ),
      make("div", { class: "content" }, ...content),
    )
  );
  // A click on the backdrop closes the dialog, as Escape does.
  made.addEventListener("click", (event) => event.target === made && made.close());
  made.addEventListener("close", () => made.remove());
  document.body.append(made);
  dialog = made;
  made.showModal();
  heading.focus();
}
