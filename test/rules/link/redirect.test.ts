import redirect from "../../../rules/link/redirect.js";
import { testRule } from "../../support/rule-tester.js";

const url = "https://a.example/old/page";
const article = `[x](${url}#part)`;
const links = (movedTo: string) => ({ [`${url}#part`]: { movedTo } });
const accepts = (name: string, movedTo: string) => ({ name, article, links: links(movedTo) });
const moved = (to: string) => `Link to "${url}#part" has moved permanently to "${to}". Use the new URL.`;

testRule(redirect, {
  accepts: [
    { name: "a page that stays", article, links: { [`${url}#part`]: {} } },
    accepts("a page for members", "https://a.example/login?next=%2Fold%2Fpage"),
    accepts("the login of another host", "https://auth.a.example/oauth2/authorize?x=1"),
    accepts("the way back to HTTP", "http://a.example/new"),
    {
      name: "another scheme only, which link/https reports",
      article: "[x](http://a.example/p)",
      links: { "http://a.example/p": { movedTo: "https://a.example/p" } },
    },
    {
      name: "a page that is gone after all",
      article,
      links: { [`${url}#part`]: { verdict: "broken", movedTo: "https://a.example/new" } },
    },
    {
      name: "the home page of a language",
      article: "[x](https://a.example/)",
      links: { "https://a.example/": { movedTo: "https://a.example/en/" } },
    },
  ],
  rejects: [
    {
      name: "another page, with the fragment of the link",
      article: `[x](«${url}#part»)`,
      links: links("https://b.example/new"),
      messages: moved("https://b.example/new#part"),
      unsafelyFixed: "[x](https://b.example/new#part)",
    },
    {
      name: "the same page with a slash",
      article: `<a href="«${url}#part»">x</a>`,
      links: links("https://www.a.example/Old/page/"),
      messages: moved("https://www.a.example/Old/page/#part"),
      fixed: '<a href="https://www.a.example/Old/page/#part">x</a>',
    },
    {
      name: "the home page instead",
      article: `[x](«${url}#part»)`,
      links: links("https://a.example/"),
      messages: `Link to "${url}#part" redirects to the home page of "a.example", so the page is probably gone. Update the URL or remove the link.`,
    },
  ],
});
