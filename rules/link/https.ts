import { defineRule, isPrivateHost, setUrl, t } from "../../src/rule.js";

export default defineRule({
  name: "link/https",
  summary: "Links lead to https addresses",
  severity: "off",
  fixable: "unsafe",
  messages: {
    plain: (d: { host: string }) =>
      t(
        "link/https.plain",
        'the link leads to "{host}" by plain http, which anyone on the way can read and change: use https if the host has it',
        { host: d.host },
      ),
  },

  link(reference, { report }) {
    const { target, url, written, urlRange } = reference;
    // A bare `www.example.com` states no scheme.
    if (target.kind !== "remote" || !/^http:\/\//i.test(url) || !/^http/i.test(written)) return;
    const { host, hostname, port } = new URL(target.url);
    if (isPrivateHost(hostname)) return;
    // `http://host:80/` would become https at port 80; at another port answers another server.
    const https = url.replace(
      /^http(:\/\/[^/?#]*)/i,
      (_, authority: string) => `https${authority.replace(/:80$/, "")}`,
    );
    report("plain", {
      at: written === url ? { start: urlRange.start, end: urlRange.start + "http".length } : urlRange,
      data: { host },
      fix:
        port === ""
          ? { title: t("link/https.fix.useHttps", "use https"), safety: "unsafe", edits: [setUrl(reference, https)] }
          : undefined,
      url: target.url,
    });
  },
});
