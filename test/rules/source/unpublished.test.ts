import unpublished from "../../../rules/source/unpublished.js";
import { testRule } from "../../support/rule-tester.js";

const article = "---\ntitle: 早市\n---\n\n正文\n";
const hexo = "title: 早市\n";
const begins = (name: string, character: string) =>
  `Hexo does not publish this article, because the name "${name}" starts with "${character}". Use a name that starts with another character.`;

testRule(unpublished, {
  accepts: [
    { name: "a name with an underscore inside", path: "source/_posts/早市_开张了.md", hexo, article },
    { name: "a percent sign before the file extension", path: "source/_posts/早市%.md", hexo, article },
    { name: "such a name without a generator", path: "source/_posts/_早市.md", article },
    { name: "a draft", path: "source/_drafts/早市.md", hexo, article },
    { name: "data of the theme", path: "source/_data/早市.md", hexo, article },
    { name: "a file outside of the source folder", path: "docs/_早市.md", hexo, article },
    {
      name: "a post that is meant to be hidden",
      path: "source/_posts/a.md",
      hexo,
      article: "---\npublished: false\n---\n",
    },
    { name: "a page that is included", path: "source/_wiki.md", hexo: "include: ['_wiki.md']\n", article },
    {
      name: "a folder that is excluded on purpose",
      path: "source/demo/a.html",
      hexo: "exclude:\n  - demo/**/*\n",
      article,
    },
    { name: "a glob that matches no dot file", path: "source/a.md", hexo: "skip_render: '*.md'\n", article },
  ],
  rejects: [
    {
      name: "a name that starts with an underscore",
      path: "source/_posts/_图_早市.md",
      hexo,
      article: `«»${article}`,
      messages: begins("_图_早市.md", "_"),
    },
    {
      name: "a name that starts with a dot",
      path: "source/_posts/.早市.md",
      hexo,
      article: `«»${article}`,
      messages: begins(".早市.md", "."),
    },
    {
      name: "a folder of such a name",
      path: "source/_posts/_旧/早市.md",
      hexo,
      article: `«»${article}`,
      messages: begins("_旧", "_"),
    },
    {
      name: "a page of such a name",
      path: "source/关于/_早市.md",
      hexo,
      article: `«»${article}`,
      messages: begins("_早市.md", "_"),
    },
    {
      name: "a name that ends like that of a temporary file",
      path: "source/_posts/早市.md~",
      hexo,
      article: `«»${article}`,
      messages:
        'Hexo does not publish this article, because the name "早市.md~" ends with "~". Use a name that ends with another character.',
    },
    {
      name: "a post that the settings exclude",
      path: "source/_posts/早市.md",
      hexo: "skip_render:\n  - '**/*.md'\n",
      article: `«»${article}`,
      messages:
        'Hexo does not publish this article, because "skip_render" in _config.yml has the glob "**/*.md". Correct the glob, or move the file.',
    },
  ],
});
