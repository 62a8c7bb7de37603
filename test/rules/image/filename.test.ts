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
      messages: [
        'File name "IMG_1234.jpg" does not describe the image. Name the file after what it shows.',
        'File name "微信图片_20210101.png" does not describe the image. Name the file after what it shows.',
        'File name "Screenshot 2021-01-01 at 10.00.00.png" does not describe the image. Name the file after what it shows.',
      ],
    },
    {
      name: "blanks, letters beyond ASCII and capitals",
      article: "![](/a/«duan%20qiao.png»)\n\n![](«断桥.png»)\n\n![](«DuanQiao.png»)\n",
      messages: [
        'File name "duan qiao.png" has spaces, which URLs cannot contain. Use hyphens.',
        'File name "断桥.png" has non-ASCII characters, which systems encode differently. Use a-z, 0-9 and hyphens.',
        'File name "DuanQiao.png" has uppercase letters; case-sensitive servers may not find it. Use lowercase.',
      ],
    },
  ],
});
