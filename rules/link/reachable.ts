import { cut, defineRule, say } from "../../src/rule.js";

export default defineRule({
  name: "link/reachable",
  summary: "Links lead to pages that are there",
  severity: "off",
  options: {
    unverifiable: {
      type: "string",
      enum: ["warn", "ignore"],
      default: "warn",
      description: "what to say of a link whose server gave no clear answer",
    },
  },
  messages: {
    broken: (d: { url: string; detail: string }) =>
      say`the link to "${d.url}" is broken: ${d.detail}; find where the page has gone or remove the link`,
    unverifiable: (d: { url: string; detail: string }) =>
      say`the link to "${d.url}" could not be verified: ${d.detail}; look at it yourself or try again later`,
  },

  linkProbed: {
    want: "status",
    where: ({ target }) => target.kind === "remote",
    link(reference, { url, verdict, detail }, { options, report }) {
      const finding = { at: reference.urlRange, data: { url: cut(reference.url), detail }, url };
      if (verdict === "broken") report("broken", finding);
      else if (verdict === "unverifiable" && options.unverifiable === "warn")
        report("unverifiable", { ...finding, severity: "warning" });
    },
  },
});
