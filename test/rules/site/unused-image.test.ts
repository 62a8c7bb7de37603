import unusedImage from "../../../rules/site/unused-image.js";
import { testSiteRule } from "../../support/site-rule-tester.js";

const says = "No article uses this image. Delete it if no template or style sheet uses it either.";

testSiteRule(unusedImage, {
  accepts: [
    {
      name: "pictures that articles name in any way",
      articles: {
        "posts/a.md":
          "---\ncover: /img/cover.png\n---\n\n![甲](/img/1.png)\n\n<img src='../img/2.png'> [原图](/img/%E7%94%B2.jpg)\n",
        "posts/b.html": `<p style="background: url(/blog/img/3.svg)"><img srcset="/img/4.webp 2x, /img/5.webp?v=1 1x"></p>\n`,
        "posts/c.md": '{% asset_img 6.png 乙 %}\n\n![](<../img/a b.png>) {{< figure src="/img/c d.png" >}}\n',
        "posts/d.md": "![](https://site.example/img/7.png) ![](/IMG/8.PNG)\n",
      },
      files: [
        ..."cover.png 1.png 2.png 甲.jpg 3.svg 4.webp 5.webp 7.png 8.png".split(" ").map((name) => `img/${name}`),
        "img/a b.png",
        "img/c d.png",
        "posts/c/6.png",
      ],
      options: { folders: ["img", "posts"] },
    },
    {
      name: "pictures next to the article, and in its asset folder, by bare names",
      articles: {
        "posts/a.md": "![](1.png) ![](./2.png) ![](10.png)\n",
        "b.md": "![](3.png) ![](./4.png)\n",
        "posts/deep/c.html": '<img src="5.png"><img src="../6.png">',
        "posts/d.en.md": "![](7.png) ![](8.png) ![](e/9.png)\n",
      },
      files: [
        ..."posts/1.png posts/2.png posts/a/10.png 3.png 4.png posts/deep/5.png posts/6.png".split(" "),
        ..."posts/7.png posts/d.en/8.png posts/d.en/e/9.png".split(" "),
      ],
      options: { folders: [".", "posts"] },
    },
    {
      name: "what is no picture, or in no folder of pictures, or what templates use",
      articles: { "a.md": "正文\n" },
      files: ["img/list.txt", "other/1.png", "static/favicon.ico", "static/theme/bg.png"],
      options: { except: ["favicon.ico", "theme/bg.png"] },
    },
    {
      name: "pictures of a run that has not all articles of the site",
      articles: { "a.md": "正文\n", "b.md": "正文\n" },
      files: ["img/1.png"],
      linted: ["a.md"],
    },
  ],
  rejects: [
    {
      name: "a picture that no article names",
      articles: { "a.md": "![](/img/1.png)\n", "posts/b.md": "![](2.png)\n" },
      files: ["img/1.png", "img/2.png", "posts/2.png", "static/x/1.png", "source/img/deep/3.jpeg"],
      messages: { "img/2.png": says, "static/x/1.png": says, "source/img/deep/3.jpeg": says },
    },
    {
      name: "a picture whose bare name an article elsewhere has",
      articles: { "posts/a.md": "![](1.png)\n", "posts/deep/b.md": "一。\n", "posts/c.md": "一。\n" },
      files: ["1.png", "posts/1.png", "posts/deep/1.png", "posts/c/1.png"],
      options: { folders: [".", "posts"] },
      messages: { "posts/deep/1.png": says, "posts/c/1.png": says },
    },
    {
      name: "pictures that a glob means",
      articles: { "a.md": "正文\n", "posts/b.md": "正文\n" },
      files: ["posts/a/1.png", "posts/a/2.jpg"],
      options: { folders: ["posts/**/*.png"] },
      messages: { "posts/a/1.png": says },
    },
  ],
});
