import allowed from "../../../rules/html/allowed.js";
import { testRule } from "../../support/rule-tester.js";

const html = { path: "a.html" };

testRule(allowed, {
  accepts: [
    { name: "everything, without lists", article: '<p class="a">甲<blink>乙</blink></p>', ...html },
    {
      name: "what is in the lists",
      article: '<P CLASS="a" data-x="1">甲<img src="a.png" alt=""></P>',
      options: { elements: ["p", "img"], attributes: ["class", "img.src", "img.alt", "data-*"] },
      ...html,
    },
    { name: "Markdown's own markup", article: "**甲** [乙](a.html) `<div>`\n", options: { elements: ["p"] } },
  ],
  rejects: [
    {
      name: "other elements, without their attributes",
      article: '<p>甲<«span» class="a">乙</span></p><«script»>a()</script>',
      options: { elements: ["p"], attributes: ["id"] },
      ...html,
      messages: [
        "<span> is not an allowed element. Remove the element, or only its tags.",
        "<script> is not an allowed element. Remove the element, or only its tags.",
      ],
      unsafelyFixed: "<p>甲乙</p><script>a()</script>",
    },
    {
      name: "other attributes",
      article: '<p «class="a"» id="b" «src="c"»>甲</p>',
      options: { attributes: ["id", "img.src"] },
      ...html,
      messages: [
        '"class" is not an allowed attribute of <p>. Remove the attribute.',
        '"src" is not an allowed attribute of <p>. Remove the attribute.',
      ],
      unsafelyFixed: '<p id="b">甲</p>',
    },
  ],
});
