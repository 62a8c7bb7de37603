import dataUri from "../../../rules/image/data-uri.js";
import { testRule } from "../../support/rule-tester.js";

const large = "A".repeat(12_000);

testRule(dataUri, {
  accepts: [
    { name: "a small picture", article: '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">\n' },
    { name: "a picture of exactly the limit", article: "![](data:image/png;base64,AAAA)\n", options: { maxBytes: 3 } },
    { name: "a picture elsewhere", article: "![](a.png)\n", options: { maxBytes: 0 } },
    { name: "what is no data: URL at all", article: '<img src="data:image/png">\n', options: { maxBytes: 0 } },
  ],
  rejects: [
    {
      name: "a large one in HTML",
      article: `<img src="«data:image/png;base64»,${large}">\n`,
      says: "a picture of 8.8 KB is written into the article (at most 8 KB): save it as a file and name that",
    },
    {
      name: "a large one in Markdown",
      article: `![](«data:image/png;base64»,${large})\n`,
      says: "a picture of 8.8 KB is written into the article (at most 8 KB): save it as a file and name that",
    },
    {
      name: "one that is percent-encoded",
      article: `<img src="«data:image/svg+xml»,%3Csvg/%3E">\n`,
      options: { maxBytes: 5 },
      says: "a picture of 6 bytes is written into the article (at most 5 bytes): save it as a file and name that",
    },
    {
      name: "any, where none is wanted",
      article: '<img src="«data:image/gif;base64»,R0lGODlh">\n',
      options: { maxBytes: 0 },
      says: "a picture of 6 bytes is written into the article: save it as a file and name that",
    },
  ],
});
