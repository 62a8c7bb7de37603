import contentType from "../../../rules/image/content-type.js";
import { broken, testRule } from "../../support/rule-tester.js";

const url = "https://img.example.cn/a";
const article = `<img src="«${url}»">`;
const plain = `<img src="${url}">`;
const served = (declaredType: string | undefined, type: string | undefined) => ({ [url]: { declaredType, type } });

testRule(contentType, {
  accepts: [
    { name: "the type of the bytes", article: plain, images: served("image/png", "image/png") },
    { name: "another picture's type, as a CDN sends it", article: plain, images: served("image/jpeg", "image/webp") },
    { name: "what was declared, if no byte was read", article: plain, images: served("image/gif", "image/gif") },
    { name: "no declaration, if no byte was read", article: plain, images: served(undefined, undefined) },
    {
      name: "another name of the same type, even if the type must be exact",
      article: plain,
      options: { exact: true },
      images: served("image/jpg", "image/jpeg"),
    },
    {
      name: "files of the site and data URLs",
      article: '<img src="/a.png"> <img src="data:text/plain;base64,iVBORw0KGgo=">',
      images: {
        "/a.png": { type: "image/png", declaredType: undefined },
        "data:text/plain;base64,iVBORw0KGgo=": { type: "image/png", declaredType: "text/plain" },
      },
    },
    {
      name: "what is broken anyway",
      article: plain,
      images: { [url]: { ...broken("not-an-image", "text/html instead of a picture"), declaredType: "text/html" } },
    },
  ],
  rejects: [
    {
      name: "a type that is no picture's",
      article,
      images: served("application/octet-stream", "image/png"),
      messages: `Server declares "${url}" as "application/octet-stream". Host a copy, or send "image/png" if the server is yours.`,
    },
    {
      name: "a type that is no picture's, if no byte was read",
      article,
      images: served("binary/octet-stream", "binary/octet-stream"),
      messages: `Server declares "${url}" as "binary/octet-stream". Host a copy, or send the image type if the server is yours.`,
    },
    {
      name: "no declaration",
      article: `---\nthumbnail: «${url}»\n---\n`,
      schema: "preset:article",
      images: served(undefined, "image/webp"),
      messages: `Server sends no Content-Type for "${url}". Host a copy, or send "image/webp" if the server is yours.`,
    },
    {
      name: "a drawing declared as anything else",
      article,
      images: served("text/xml", "image/svg+xml"),
      messages: `Server declares "${url}" as "text/xml", so browsers do not show it. Host a copy, or send "image/svg+xml" if the server is yours.`,
    },
    {
      name: "pixels declared as a drawing",
      article,
      images: served("image/svg+xml", "image/png"),
      messages: `Server declares "${url}" as "image/svg+xml", so browsers do not show it. Host a copy, or send "image/png" if the server is yours.`,
    },
    {
      name: "another picture's type, if the type must be exact",
      article,
      options: { exact: true },
      images: served("image/jpeg", "image/webp"),
      messages: `Server declares "${url}" as "image/jpeg", but the file is "image/webp". Host a copy, or correct the type if the server is yours.`,
    },
  ],
});
