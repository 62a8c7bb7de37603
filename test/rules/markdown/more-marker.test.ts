import moreMarker from "../../../rules/markdown/more-marker.js";
import { testRule } from "../../support/rule-tester.js";

const text = (found: string, marker: string) => `Readers see "${found}" as text. Write "${marker}" to end the excerpt.`;

testRule(moreMarker, {
  accepts: [
    { name: "the comment of Hexo", generator: "hexo", article: "甲\n\n<!-- more -->\n\n乙\n" },
    { name: "another one of Hexo", generator: "hexo", article: "甲\n<!--More-->\n乙\n" },
    { name: "the comment of Hugo", generator: "hugo", article: "甲\n\n<!--more-->\n\n乙\n" },
    { name: "code", generator: "hexo", article: "写 `<!—more—>`\n\n<!-- more -->\n\n    <!- more ->\n" },
    { name: "other generators", generator: "vitepress", article: "甲\n\n<!—more—>\n" },
    { name: "no generator", article: "甲\n\n<!—more—>\n" },
  ],
  rejects: [
    {
      name: "a dash that an editor wrote",
      generator: "hexo",
      article: "甲\n\n«<!—more—>»\n\n乙\n",
      messages: text("<!—more—>", "<!-- more -->"),
      unsafelyFixed: "甲\n\n<!-- more -->\n\n乙\n",
    },
    {
      name: "too few dashes, on a site of Hugo",
      generator: "hugo",
      article: "甲\n\n«<!- more ->»\n",
      messages: text("<!- more ->", "<!--more-->"),
      unsafelyFixed: "甲\n\n<!--more-->\n",
    },
    {
      name: "a comment that does not end",
      generator: "hexo",
      article: "甲\n\n«<!--more-- >»\n\n乙\n",
      messages:
        '"<!--more-- >" does not end the comment, so readers do not see the text after it. Write "<!-- more -->".',
      unsafelyFixed: "甲\n\n<!-- more -->\n\n乙\n",
    },
    {
      name: "a comment that Hexo does not read",
      generator: "hexo",
      article: "甲\n\n«<!---more-->»\n\n乙\n",
      messages: 'Hexo does not end the excerpt at "<!---more-->". Write "<!-- more -->".',
      unsafelyFixed: "甲\n\n<!-- more -->\n\n乙\n",
    },
  ],
});
