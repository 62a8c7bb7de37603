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
      messages: "Embedded image is 8.8 KB (limit 8 KB). Save the image as a file and link to the file.",
    },
    {
      name: "a large one in Markdown",
      article: `![](«data:image/png;base64»,${large})\n`,
      messages: "Embedded image is 8.8 KB (limit 8 KB). Save the image as a file and link to the file.",
    },
    {
      name: "one that is percent-encoded",
      article: `<img src="«data:image/svg+xml»,%3Csvg/%3E">\n`,
      options: { maxBytes: 5 },
      messages: "Embedded image is 6 bytes (limit 5 bytes). Save the image as a file and link to the file.",
    },
    {
      name: "any, where none is wanted",
      article: '<img src="«data:image/gif;base64»,R0lGODlh">\n',
      options: { maxBytes: 0 },
      messages: "Embedded image of 6 bytes. Save the image as a file and link to the file.",
    },
  ],
});
