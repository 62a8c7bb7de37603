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
      messages: [
        'Alt text "duanqiao.png" is a file name. Describe what the image shows.',
        'Alt text "img_1234" is a file name. Describe what the image shows.',
      ],
    },
    {
      name: "words that say nothing",
      article: "«![Image](a.png)» «![图片 1](b.png)» «![在这里插入图片描述](c.png)»\n",
      messages: [
        'Alt text "Image" does not describe the image. Say what the image shows.',
        'Alt text "图片 1" does not describe the image. Say what the image shows.',
        'Alt text "在这里插入图片描述" does not describe the image. Say what the image shows.',
      ],
    },
    {
      ...html("too many words", `<img src="a.png" alt="«${"断桥".repeat(10)}»">`),
      options: { maxLength: 19 },
      messages: "Alt text has 20 characters (limit 19). Shorten it and move the details into the article.",
    },
    {
      ...html(
        "the words of the caption",
        '<figure><a href="b"><img src="a.png" alt="«断桥，昨日»"></a><figcaption><b>断桥</b> 昨日。</figcaption></figure>',
      ),
      messages:
        'Alt text "断桥，昨日" repeats the caption, so screen readers read it twice. Describe the image or use alt="".',
    },
  ],
});
