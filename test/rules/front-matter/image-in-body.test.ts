import imageInBody from "../../../rules/front-matter/image-in-body.js";
import { testRule } from "../../support/rule-tester.js";

const url = "https://img.example.cn/a.jpg?x=1&y=2";
const article = (line: string, body = "") => `---\ntitle: 早市\n${line}\n---\n\n${body}\n`;
const img = `<p><img src="${url.replace("&", "&amp;")}" alt="早市"></p>`;
const notInBody = { cover: "not-in-body" };
const inBody = { cover: "in-body" };

testRule(imageInBody, {
  accepts: [
    { name: "a cover that is repeated, as crawlers and many themes do", article: article(`cover: ${url}`, img) },
    { name: "no cover", article: article("thumbnail: ''", img), options: inBody },
    { name: "a cover of blanks", article: article("thumbnail: '  '\nimages: ['', ' ']", img), options: inBody },
    {
      name: "a cover from the body, with blanks around it",
      article: article(`cover: ' ${url} '`, img),
      options: inBody,
    },
    { name: "a cover of a template", article: article("cover: '{{ site.cover }}'", img), options: inBody },
    { name: "a cover that is no text", article: article("cover: false", img), options: inBody },
    { name: "a cover of its own, where it is shown above", article: article("cover: /b.jpg", img), options: notInBody },
    { name: "a cover from the body, where it must be", article: article(`cover: ${url}`, img), options: inBody },
    { name: "a body without pictures to choose from", article: article(`cover: ${url}`), options: inBody },
    { name: "an empty list, and a mapping of something else", article: article("images: []\nimage: { alt: 早市 }") },
    {
      name: "a path from the body, spelled otherwise",
      article: article("cover: ./img/早市.jpg", "![早市](img/%E6%97%A9%E5%B8%82.jpg?v=2)"),
      options: inBody,
    },
    { name: "another host with a similar name", article: article("cover: https://myplacehold.co/a.png") },
  ],
  rejects: [
    {
      name: "a cover that readers would see twice",
      article: article(`cover: «${url}»`, img),
      options: notInBody,
      messages: `The "cover" image is also in the body ("${url}"), so readers see it twice. Remove one of the two.`,
    },
    {
      name: "the same cover in two keys, once",
      article: article(
        `headimg: «${url}»\nthumbnail: '${url}'\nbanner: «https://picsum.photos/9»\ncover: https://picsum.photos/9`,
        img,
      ),
      options: notInBody,
      messages: [
        `The "headimg" and "thumbnail" image is also in the body ("${url}"), so readers see it twice. Remove one of the two.`,
        'Placeholder image from picsum.photos in "banner" and "cover". Choose a real image.',
      ],
    },
    {
      name: "the same picture by another scheme, in Markdown",
      article: article(`headimg: «'//img.example.cn/a.jpg'»`, "![早市](http://img.example.cn/a.jpg)"),
      options: notInBody,
      messages:
        'The "headimg" image is also in the body ("//img.example.cn/a.jpg"), so readers see it twice. Remove one of the two.',
    },
    {
      name: "a cover that is none of the article's pictures, where it must be",
      article: article("image: «/covers/b.jpg»", img),
      options: inBody,
      messages:
        'The "image" image "/covers/b.jpg" is not in the body. Choose an image from the body or add this one to it.',
    },
    {
      name: "pictures that only fill a place",
      article: article("cover: «https://picsum.photos/200»\nbanner: «//img.via.placeholder.com/300x200»"),
      messages: [
        'Placeholder image from picsum.photos in "cover". Choose a real image.',
        'Placeholder image from img.via.placeholder.com in "banner". Choose a real image.',
      ],
    },
    {
      name: "those in lists and mappings",
      article: article("images:\n  - /a.jpg\n  - «https://placehold.co/600x400»\ncover:\n  image: «//picsum.photos/9»"),
      messages: [
        'Placeholder image from placehold.co in "images". Choose a real image.',
        'Placeholder image from picsum.photos in "cover.image". Choose a real image.',
      ],
    },
    {
      name: "one in a key with a dot",
      article: article("og.image: «https://placehold.co/9»"),
      options: { keys: ["og.image"] },
      messages: 'Placeholder image from placehold.co in "og.image". Choose a real image.',
    },
    {
      name: "the site's own hosts for that",
      article: article("cover: «https://img.example.cn/none.png»"),
      options: { placeholders: ["img.example.cn"] },
      messages: 'Placeholder image from img.example.cn in "cover". Choose a real image.',
    },
  ],
});
