import trackingPixel from "../../../rules/image/tracking-pixel.js";
import { testRule } from "../../support/rule-tester.js";

const html = (name: string, article: string) => ({ name, article, path: "a.html" });

testRule(trackingPixel, {
  accepts: [
    html("a picture", '<img src="https://img.example.cn/a.png" width="600" height="1">'),
    html("a picture without a size", '<img src="https://img.example.cn/a.png">'),
    html("a size in percent", '<img src="https://img.example.cn/a.png" width="1%" height="1%">'),
    html("a spacer of the site's own", '<img src="/img/spacer.gif" width="1" height="1">'),
    html(
      "a placeholder",
      '<img src="https://a.example/1.gif" width="1" height="1" data-src="https://a.example/a.png">',
    ),
    html("a hidden picture of a gallery", '<img class="slide" src="https://a.example/a.png" style="display:none">'),
    {
      name: "a tracker that is not in the list",
      article: "![](https://hm.baidu.com/a.gif)\n",
      options: { trackers: [] },
    },
  ],
  rejects: [
    {
      ...html(
        "one pixel by its attributes",
        '<p>文<img «src="//a.example/p.gif?u=1"» width="1" height="1px" alt=""></p>',
      ),
      messages: 'Invisible 1×1 image from "a.example" can track your readers. Remove the image.',
      unsafelyFixed: "<p>文</p>",
    },
    {
      ...html("none by its style", '<img «src="https://a.example/p.gif"» style="Width: 0; height:0px !important">'),
      messages: 'Invisible 0×0 image from "a.example" can track your readers. Remove the image.',
      unsafelyFixed: "",
    },
    {
      ...html("a hidden one", '<img «src="https://a.example/p.gif"» style="display:none" alt="">文'),
      messages: 'Hidden image from "a.example" can track your readers. Remove the image.',
      unsafelyFixed: "文",
    },
    {
      name: "a known one",
      article: "正文\n\n«![](http://feeds.feedburner.com/~r/news/~4/abc)»\n",
      messages: '"feeds.feedburner.com/~r/news/~4/abc" is a known tracking pixel. Remove the image.',
      unsafelyFixed: "正文\n\n\n",
    },
  ],
});
