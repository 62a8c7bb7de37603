import format from "../../../rules/image/format.js";
import { broken, testRule } from "../../support/rule-tester.js";

const url = "https://img.example.cn/a.heic";
const heic = { [url]: { type: "image/heic", unshown: "HEIC" } };
const message = `Most browsers do not show "${url}", a file in the format HEIC. Convert it to JPEG, PNG, WebP or AVIF.`;

testRule(format, {
  accepts: [
    { name: "a format that browsers show", article: `<img src="${url}">`, images: { [url]: { type: "image/jpeg" } } },
    {
      name: "a source, which other browsers may know",
      article: `<picture><source srcset="${url}" type="image/heic"><img src="b.jpg"></picture>`,
      images: { ...heic, "b.jpg": { type: "image/jpeg" } },
    },
    {
      name: "what is broken anyway",
      article: `<img src="${url}">`,
      images: { [url]: broken("not-found", "HTTP 404") },
    },
  ],
  rejects: [
    { name: "an image in HTML", article: `<img src="«${url}»">`, images: heic, messages: message },
    { name: "an image in Markdown", article: `![a](«${url}»)`, images: heic, messages: message },
    {
      name: "the image that other browsers get",
      article: `<picture><source srcset="b.avif"><img src="«${url}»"></picture>`,
      images: { ...heic, "b.avif": { type: "image/avif" } },
      messages: message,
    },
  ],
});
