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
      says: 'a picture of 1×1 pixels tells "a.example" of every reader and shows nothing: remove it',
      unsafelyFixed: "<p>文</p>",
    },
    {
      ...html("none by its style", '<img «src="https://a.example/p.gif"» style="Width: 0; height:0px !important">'),
      says: 'a picture of 0×0 pixels tells "a.example" of every reader and shows nothing: remove it',
      unsafelyFixed: "",
    },
    {
      ...html("a hidden one", '<img «src="https://a.example/p.gif"» style="display:none" alt="">文'),
      says: 'a hidden picture tells "a.example" of every reader and shows nothing: remove it',
      unsafelyFixed: "文",
    },
    {
      name: "a known one",
      article: "正文\n\n«![](http://feeds.feedburner.com/~r/news/~4/abc)»\n",
      says: '"feeds.feedburner.com/~r/news/~4/abc" is a picture that only counts readers: remove it',
      unsafelyFixed: "正文\n\n\n",
    },
  ],
});
