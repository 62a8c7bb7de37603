import { defineRule, isPrivateHost, setUrl, t } from "../../src/rule.js";

export default defineRule({
  name: "link/https",
  summary: "Require HTTPS in external links",
  severity: "off",
  fixable: "unsafe",
  messages: {
    plain: (d: { host: string }) =>
      t("link/https.plain", 'Link to "{host}" uses unencrypted HTTP. Use HTTPS if the host supports it.', {
        host: d.host,
      }),
  },

  link(reference, { report }) {
    const { target, url, written, urlRange } = reference;
    // A bare `www.example.com` has no scheme that could be changed.
    if (target.kind !== "remote" || !/^http:\/\//i.test(url) || !/^http/i.test(written)) return;
    const { host, hostname, port } = new URL(target.url);
    if (isPrivateHost(hostname)) return;
    // `https://host:80/` would not work, so port 80 is dropped. Another port may belong to another server: no fix.
    const https = url.replace(
      /^http(:\/\/[^/?#]*)/i,
      (_, authority: string) => `https${authority.replace(/:80$/, "")}`,
    );
    report("plain", {
      at: written === url ? { start: urlRange.start, end: urlRange.start + "http".length } : urlRange,
      data: { host },
      fix:
        port === ""
          ? { title: t("link/https.fix.useHttps", "Use HTTPS"), safety: "unsafe", edits: [setUrl(reference, https)] }
          : undefined,
      url: target.url,
    });
  },
});
