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
    { name: "another word in a comment", generator: "hexo", article: "甲\n\n<!-- mode -->\n\n<!-- move -->\n" },
    {
      name: "a misspelled word after the comment",
      generator: "hexo",
      article: "甲\n<!-- more -->\n乙 <!-- mroe -->\n",
    },
    { name: "a misspelled word in code", generator: "hexo", article: "写 `<!-- mroe -->`\n" },
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
    ...["<!-- mroe -->", "<!--moer-->", "<!-- moore -->", "<!-- mor -->"].map((found) => ({
      name: `a misspelled word: ${found}`,
      generator: "hexo" as const,
      article: `甲\n\n«${found}»\n\n乙\n`,
      messages: `Hexo does not end the excerpt at "${found}". Write "<!-- more -->".`,
      unsafelyFixed: "甲\n\n<!-- more -->\n\n乙\n",
    })),
    {
      name: "a misspelled word on a site of Hugo",
      generator: "hugo",
      article: "甲\n\n«<!--mroe-->»\n",
      messages: 'Hugo does not end the excerpt at "<!--mroe-->". Write "<!--more-->".',
      unsafelyFixed: "甲\n\n<!--more-->\n",
    },
  ],
});
