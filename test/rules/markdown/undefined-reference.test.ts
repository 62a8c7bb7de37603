import undefinedReference from "../../../rules/markdown/undefined-reference.js";
import { testRule } from "../../support/rule-tester.js";

const link = (shown: string, name: string) =>
  `Readers see "${shown}" as text, because "${name}" is not defined. Add "[${name}]: URL" or correct the name.`;
const image = (shown: string, name: string) =>
  `Readers see "${shown}" instead of an image, because "${name}" is not defined. Add "[${name}]: URL" or correct the name.`;

testRule(undefinedReference, {
  accepts: [
    { name: "references that are defined", article: "[甲][a] [乙][] [A] ![图][a]\n\n[a]: /x\n[乙]: /y\n" },
    {
      name: "indexes, sources and tags",
      article: "a[i][j] [1][2] [原创][分享] 标题 [INFO][main] [a-z][0-9] [x][y][z]\n",
    },
    {
      name: "a text with escapes, whose definition has none, in Jekyll",
      generator: "jekyll",
      article: "[a\\_b][] [甲][a]\n\n[a_b]: /x\n[a]: /y\n",
    },
    { name: "code", article: "`[甲 乙][nope]`\n\n    [甲 乙][nope]\n" },
    { name: "articles that include others", article: "{% include refs.md %}\n\n[甲 乙][nope]\n" },
    { name: "a site of MkDocs, whose plugins define references", generator: "mkdocs", article: "[甲 乙][a.b]\n" },
  ],
  rejects: [
    {
      name: "without any definition, names in ASCII of a text",
      article: "«[the guide][nowhere]» «[没有的参考][nope]» «![图][1]» [甲][乙]\n",
      messages: [link("[the guide][nowhere]", "nowhere"), link("[没有的参考][nope]", "nope"), image("![图][1]", "1")],
    },
    {
      name: "where others are defined",
      article: "«[v1][psych-v1]» [v2][psych-v2] «[缺][]»\n\n[psych-v2]: /x\n",
      messages: [link("[v1][psych-v1]", "psych-v1"), link("[缺][]", "缺")],
    },
  ],
});
