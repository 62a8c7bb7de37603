import filename from "../../../rules/image/filename.js";
import { testRule } from "../../support/rule-tester.js";

const none = { blanks: false, capitals: false, nonAscii: false, nameless: false };

testRule(filename, {
  accepts: [
    { name: "a good name", article: "![](/Images/duan-qiao-2.png?V=1#A)\n" },
    { name: "pictures of other sites", article: "![](https://img.example.cn/IMG_1234.JPG)\n" },
    { name: "a folder", article: '<img src="/images/">\n' },
    { name: "what the options allow", article: "![](</图 片/IMG_1.JPG>)\n", options: none },
    {
      name: "words that only begin like those of a camera",
      article: "![](picture-of-a-bridge.png) ![](p-queue.svg)\n",
    },
  ],
  rejects: [
    {
      name: "names that nobody gave",
      article:
        '![](«IMG_1234.jpg») ![](/a/«微信图片_20210101.png»)\n\n<img src="«Screenshot%202021-01-01%20at%2010.00.00.png»">\n',
      says: [
        'the name "IMG_1234.jpg" says nothing: call the picture what it shows',
        'the name "微信图片_20210101.png" says nothing: call the picture what it shows',
        'the name "Screenshot 2021-01-01 at 10.00.00.png" says nothing: call the picture what it shows',
      ],
    },
    {
      name: "blanks, letters beyond ASCII and capitals",
      article: "![](/a/«duan%20qiao.png»)\n\n![](«断桥.png»)\n\n![](«DuanQiao.png»)\n",
      says: [
        'the name "duan qiao.png" has blanks, which URLs cannot have: write hyphens',
        'the name "断桥.png" has letters beyond ASCII, which systems write in different ways: use a-z, 0-9 and hyphens',
        'the name "DuanQiao.png" has capitals, which are other letters on some systems and the same on others: write small ones',
      ],
    },
  ],
});
