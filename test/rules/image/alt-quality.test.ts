import altQuality from "../../../rules/image/alt-quality.js";
import { testRule } from "../../support/rule-tester.js";

const html = (name: string, article: string) => ({ name, article, path: "a.html" });

testRule(altQuality, {
  accepts: [
    { name: "words", article: "![断桥的雪](a.png)\n" },
    { name: "no words, of which another rule tells", article: "![](a.png)\n" },
    { name: "words with those of the list in them", article: "![图片展的入口](a.png) ![Image of a bridge](a.png)\n" },
    { name: "a name that is a word", article: "![断桥](断桥.png) ![logo](logo.svg)\n" },
    html(
      "a caption that says more",
      '<figure><img src="a.png" alt="断桥"><figcaption>断桥，摄于昨日</figcaption></figure>',
    ),
    html("a caption and no alt", '<figure><img src="a.png" alt=""><figcaption>断桥</figcaption></figure>'),
    html("a template", '<img src="{{ src }}" alt="image">'),
    { name: "words of one's own list", article: "![image](a.png)\n", options: { generic: ["pic"] } },
  ],
  rejects: [
    {
      name: "names of files",
      article: '«![duanqiao.png](a.png)»\n\n<img src="/b/IMG_1234.jpg?x=1" alt="«img_1234»">\n',
      says: [
        '"duanqiao.png" is the name of a file: say what the picture shows',
        '"img_1234" is the name of a file: say what the picture shows',
      ],
    },
    {
      name: "words that say nothing",
      article: "«![Image](a.png)» «![图片 1](b.png)» «![在这里插入图片描述](c.png)»\n",
      says: [
        '"Image" says only that this is a picture: say what it shows',
        '"图片 1" says only that this is a picture: say what it shows',
        '"在这里插入图片描述" says only that this is a picture: say what it shows',
      ],
    },
    {
      ...html("too many words", `<img src="a.png" alt="«${"断桥".repeat(10)}»">`),
      options: { maxLength: 19 },
      says: "the text alternative has 20 characters (at most 19): be brief, and say the rest in the text",
    },
    {
      ...html(
        "the words of the caption",
        '<figure><a href="b"><img src="a.png" alt="«断桥，昨日»"></a><figcaption><b>断桥</b> 昨日。</figcaption></figure>',
      ),
      says: '"断桥，昨日" is what the caption says, so that listeners hear it twice: say what the picture shows, or write alt=""',
    },
  ],
});
