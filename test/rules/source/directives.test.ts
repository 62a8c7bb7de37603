import { rules } from "../../../rules/index.js";
import directives from "../../../rules/source/directives.js";
import { testRule } from "../../support/rule-tester.js";

const beside = rules.filter(({ name }) => name !== directives.name);
const today = "2026-11-24";
const stray = "html/stray-end-tag";
const unused = "Unused directive: it suppresses no violation. Remove the directive.";
const notNeeded = (name: string) => `Unused name in directive: "${name}" reports nothing here. Remove the name.`;
const noReason = 'Directive has no reason. Explain after " -- " why the violation is suppressed.';

testRule(directives, {
  accepts: [
    {
      name: "a directive that silences and says why",
      article: `<!-- stet-disable-next-line ${stray} -- as the feed has it -->\n</em>\n`,
      otherRules: beside,
    },
    {
      name: "a list and a family, each of which silences",
      article: `<!-- stet-disable html/*, image/alt -- old -->\n\n</em> <img src="https://a.example/a.png">\n`,
      otherRules: beside,
    },
    {
      name: "one without a reason, if none is wanted",
      article: `</em> <!-- stet-disable-line ${stray} -->\n`,
      options: { requireReason: false },
      otherRules: beside,
    },
    {
      name: "an unused one, if that does not matter",
      article: `<!-- stet-disable ${stray} -- for later -->\n`,
      options: { reportUnused: false },
      otherRules: beside,
    },
    {
      name: "a name whose picture could not be asked for",
      article:
        '<!-- stet-disable-next-line image/reachable -- the host sleeps -->\n<img src="https://a.example/a.png" alt="">\n',
      images: { "https://a.example/a.png": { verdict: "unchecked", reason: "offline" } },
      otherRules: beside,
    },
    {
      name: "code in Markdown",
      article: "```html\n<!-- stet-disable x -->\n```\n\n`<!-- stet-enable -->`\n",
      otherRules: beside,
    },
    {
      name: "a word in a string of the front matter",
      article: '---\ntitle: "渡 # stet-disable x"\n---\n',
      otherRules: beside,
    },
    {
      name: "its own name, even where nothing is to be said of it",
      article: `<!-- stet-disable source/directives -- not yet -->\n<!-- stet-disable ${stray} -- for later -->\n`,
      otherRules: beside,
    },
  ],
  rejects: [
    {
      name: "one that silences nothing, with its line",
      article: `一。\n\n«<!-- stet-disable ${stray} -- old -->»\n二。\n`,
      messages: unused,
      fixed: "一。\n\n二。\n",
      otherRules: beside,
    },
    {
      name: "one between two paragraphs, which would grow together",
      article: `一。\n«<!-- stet-disable ${stray} -- old -->»\n二。\n`,
      messages: unused,
      unsafelyFixed: "一。\n二。\n",
      otherRules: beside,
    },
    {
      name: "one between two lines of HTML, which would not",
      path: "article.html",
      article: `<p>一。</p>\n«<!-- stet-disable ${stray} -- old -->»\n<p>二。</p>\n`,
      messages: unused,
      fixed: "<p>一。</p>\n<p>二。</p>\n",
      otherRules: beside,
    },
    {
      name: "one at the end of a line, with the blank before it",
      article:
        "---\ntitle: 渡\n---\n\n一。 «<!-- stet-disable-line html/* -- old -->»\n二。 «<!-- stet-disable-line html/* -- old -->» 三。\n",
      messages: [unused, unused],
      fixed: "---\ntitle: 渡\n---\n\n一。\n二。 三。\n",
      otherRules: beside,
    },
    {
      name: "one before text of its line, which would become Markdown",
      article: `«<!-- stet-disable-line ${stray} -- old -->» *二*\n`,
      messages: unused,
      unsafelyFixed: "*二*\n",
      otherRules: beside,
    },
    {
      name: "one in preformatted text, where white space counts",
      path: "article.html",
      article: `<pre>一\n«<!-- stet-disable-line ${stray} -- old -->»\n二</pre>\n`,
      messages: unused,
      fixed: "<pre>一\n\n二</pre>\n",
      otherRules: beside,
    },
    {
      name: "one in a YAML comment",
      article: `---\n«# stet-disable ${stray} -- old»\ntitle: 渡口 «# stet-disable-line front-matter/date -- old»\n---\n\n一。\n`,
      messages: [unused, unused],
      fixed: "---\ntitle: 渡口\n---\n\n一。\n",
      otherRules: beside,
    },
    {
      name: "one in a TOML comment",
      article: `+++\ntitle = "渡 # 口"\n«# stet-disable ${stray} -- old»\n+++\n\n一。\n`,
      messages: unused,
      fixed: '+++\ntitle = "渡 # 口"\n+++\n\n一。\n',
      otherRules: beside,
    },
    {
      name: "names that silence nothing, beside one that does",
      article: `</em> <!-- stet-disable-line «html/duplicate-id», ${stray}, «html/parse-error» -- old -->\n`,
      messages: [notNeeded("html/duplicate-id"), notNeeded("html/parse-error")],
      fixed: `</em> <!-- stet-disable-line ${stray} -- old -->\n`,
      otherRules: beside,
    },
    {
      name: "an end without a beginning",
      article: `<!-- stet-disable ${stray} -- old -->\n</em>\n<!-- stet-enable -->\n\n«<!-- stet-enable html/* -->»\n`,
      messages: "Unused directive: no rule is disabled here. Remove the directive.",
      fixed: `<!-- stet-disable ${stray} -- old -->\n</em>\n<!-- stet-enable -->\n\n`,
      otherRules: beside,
    },
    {
      name: "one whose last day is over",
      article: `</em> <!-- stet-disable-line ${stray} until «2026-11-23» -- soon -->\n`,
      messages: "Directive expired on 2026-11-23. Fix the violation and remove the directive, or set a later date.",
      now: today,
      otherRules: beside,
    },
    {
      name: "one without a reason",
      article: `</em> «<!-- stet-disable-line ${stray} until 2026-11-24 -->»\n`,
      messages: noReason,
      now: today,
      otherRules: beside,
    },
    {
      name: "names of no rule",
      article: `<!-- stet-disable-line «html/stray-endtag» «nose/*» -- old -->\n`,
      messages: [
        'Unknown rule "html/stray-endtag". Did you mean "html/stray-end-tag"?',
        'Unknown rule "nose/*". Run "stet rules" for a list of all rules.',
      ],
      otherRules: beside,
    },
    {
      name: "words that are no names, and do not disable everything",
      article: `</em> <!-- stet-disable-line «because» «it» -- x -->\n`,
      messages: [
        '"because" is not a rule name. Use names such as "image/alt" or "image/*", and put the reason after " -- ".',
        '"it" is not a rule name. Use names such as "image/alt" or "image/*", and put the reason after " -- ".',
      ],
      otherRules: beside,
    },
    {
      name: "a day that is none",
      article: `</em> <!-- stet-disable-line until «2027-02-30» -- x -->\n`,
      messages:
        'Invalid date "2027-02-30" after "until", so the directive has no effect. Use a date such as 2027-01-31.',
      otherRules: beside,
    },
    {
      name: "another word",
      article: "<!-- «stet-disable-nextline» -->\n",
      messages: 'Unknown directive "stet-disable-nextline". Use "stet-disable-next-line" or "stet-disable-line".',
      otherRules: beside,
    },
  ],
});
