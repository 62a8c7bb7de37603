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
      says: [
        "<span> is not among the elements allowed here: remove it or its tags",
        "<script> is not among the elements allowed here: remove it or its tags",
      ],
      unsafelyFixed: "<p>甲乙</p><script>a()</script>",
    },
    {
      name: "other attributes",
      article: '<p «class="a"» id="b" «src="c"»>甲</p>',
      options: { attributes: ["id", "img.src"] },
      ...html,
      says: [
        "class of <p> is not among the attributes allowed here: remove it",
        "src of <p> is not among the attributes allowed here: remove it",
      ],
      unsafelyFixed: '<p id="b">甲</p>',
    },
  ],
});
