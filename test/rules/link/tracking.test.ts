import tracking from "../../../rules/link/tracking.js";
import { testRule } from "../../support/rule-tester.js";

testRule(tracking, {
  accepts: [
    { name: "other parameters", article: "[a](https://a.cn/?id=1&utm=2&spmx=3) [b](https://a.cn/utm_source=1)" },
    { name: "paths of this site", article: "[a](/a?utm_source=x)" },
    { name: "a list of its own", article: "[a](https://a.cn/?utm_source=x)", options: { parameters: ["from"] } },
    { name: "a fragment", article: "[a](https://a.cn/#?utm_source=x)" },
  ],
  rejects: [
    {
      name: "the only parameter, with what is behind it",
      article: "[a](https://a.cn/?«fbclid=Iw0»#b) https://a.cn/x?«spm=1.2»",
      messages: [
        'Tracking parameter "fbclid" in the URL. Remove the parameter.',
        'Tracking parameter "spm" in the URL. Remove the parameter.',
      ],
      unsafelyFixed: "[a](https://a.cn/#b) https://a.cn/x",
    },
    {
      name: "several among others",
      article: '<a href="«https://a.cn/?utm_a=1&amp;id=2&amp;utm_b=3&amp;utm_c=4&amp;p»">a</a>',
      messages: 'Tracking parameters "utm_a", "utm_b" and 1 more in the URL. Remove the parameters.',
      unsafelyFixed: '<a href="https://a.cn/?id=2&amp;p">a</a>',
    },
    {
      name: "a signed address, which nobody can change",
      article: "[a](https://a.cn/?«utm_source=x»&sign=abc)",
      messages: 'Tracking parameter "utm_source" in the URL. Remove the parameter.',
    },
    {
      name: "a parameter of a list of its own",
      article: "[a](https://a.cn/?x=1&«from=timeline»)",
      options: { parameters: ["from*"] },
      messages: 'Tracking parameter "from" in the URL. Remove the parameter.',
      unsafelyFixed: "[a](https://a.cn/?x=1)",
    },
  ],
});
