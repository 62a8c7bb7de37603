import conflictMarker from "../../../rules/source/conflict-marker.js";
import { testRule } from "../../support/rule-tester.js";

const found = (end: number) =>
  `Unresolved merge conflict up to line ${end}. Readers see both versions. Keep one and remove the markers.`;

testRule(conflictMarker, {
  accepts: [
    { name: "conflicts in code", article: "```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n```\n" },
    { name: "headings and quotes", article: "甲\n=======\n\n>>>>>>> 乙\n\n<<<<<<< 丙\n" },
  ],
  rejects: [
    { name: "in Markdown", article: "甲\n\n«<<<<<<< HEAD»\n乙\n=======\n丙\n>>>>>>> x\n\n丁\n", messages: found(7) },
    {
      name: "in HTML",
      path: "a.html",
      article: "«<<<<<<< HEAD»\n<p>乙</p>\n=======\n<p>丙</p>\n>>>>>>> x\n",
      messages: found(5),
    },
    {
      name: "with the common version",
      article: "«<<<<<<< a»\n甲\n||||||| b\n乙\n=======\n丙\n>>>>>>> c\n",
      messages: found(7),
    },
  ],
});
