import { defineRule, setUrl, t, truncate } from "../../src/rule.js";
import { moveOf } from "./_moved.js";

export default defineRule({
  name: "link/redirect",
  summary: "Report external links that have moved permanently",
  severity: "off",
  fixable: "safe",
  messages: {
    moved: (d: { url: string; to: string }) =>
      t("link/redirect.moved", 'Link to "{url}" has moved permanently to "{to}". Use the new URL.', {
        url: d.url,
        to: d.to,
      }),
    frontPage: (d: { url: string; host: string }) =>
      t(
        "link/redirect.frontPage",
        'Link to "{url}" redirects to the home page of "{host}", so the page is probably gone. Update the URL or remove the link.',
        { url: d.url, host: d.host },
      ),
  },

  linkProbed: {
    want: "status",
    where: ({ target }) => target.kind === "remote",
    link(reference, { verdict, movedTo }, { report }) {
      const { target, urlRange: at } = reference;
      if (verdict !== "ok" || movedTo === undefined || target.kind !== "remote") return;
      const move = moveOf(target.url, movedTo);
      if (!move) return;
      const { from, to } = move;
      // A page for members leads everybody else to its login.
      if (isLogin(to) && !isLogin(from)) return;
      // A home page leads to that of the reader's language.
      if (from.host === to.host && isFrontPage(to) && isFrontPage(from)) return;
      const url = truncate(reference.url);
      if (isFrontPage(to) && !isFrontPage(from)) {
        report("frontPage", { at, data: { url, host: to.host }, url: target.url });
        return;
      }
      const edit = setUrl(reference, to.href);
      report("moved", {
        at,
        data: { url, to: truncate(to.href) },
        fix: edit && {
          title: t("link/redirect.fix.newUrl", "Use the new URL"),
          safety: isSamePage(from, to) ? "safe" : "unsafe",
          changes: ["attributes"],
          edits: [edit],
        },
        url: target.url,
      });
    },
  },
});

/** Languages of a site have home pages of their own: `/en/`. */
const isFrontPage = ({ pathname, search }: URL): boolean =>
  search === "" && /^\/(?:[a-z]{2}(?:-[a-z]{2})?\/?|index\.\w+)?$/i.test(pathname);

const isLogin = ({ pathname, hostname }: URL): boolean =>
  /(?:^|[/.])(?:log-?in|sign-?in|sso|oauth2?|auth|accounts?|passport)(?:[/.]|$)/i.test(hostname + pathname);

/** Whether the same page only has a nicer address: another slash, extension or letter case, or `www.`. */
const isSamePage = (from: URL, to: URL): boolean => plain(from) === plain(to);

const plain = ({ hostname, port, pathname, search }: URL): string =>
  `${hostname.replace(/^www\./, "")}:${port}${pathname
    .replace(/(?:\/index)?(?:\.html?|\.php)?\/?$/i, "")
    .toLowerCase()}${search}`;
