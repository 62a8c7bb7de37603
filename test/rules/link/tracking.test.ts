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
      says: [
        '"fbclid" in the URL only tells where the reader came from: remove it',
        '"spm" in the URL only tells where the reader came from: remove it',
      ],
      unsafelyFixed: "[a](https://a.cn/#b) https://a.cn/x",
    },
    {
      name: "several among others",
      article: '<a href="«https://a.cn/?utm_a=1&amp;id=2&amp;utm_b=3&amp;utm_c=4&amp;p»">a</a>',
      says: '"utm_a", "utm_b" and 1 more in the URL only tell where the reader came from: remove them',
      unsafelyFixed: '<a href="https://a.cn/?id=2&amp;p">a</a>',
    },
    {
      name: "a signed address, which nobody can change",
      article: "[a](https://a.cn/?«utm_source=x»&sign=abc)",
      says: '"utm_source" in the URL only tells where the reader came from: remove it',
    },
    {
      name: "a parameter of a list of its own",
      article: "[a](https://a.cn/?x=1&«from=timeline»)",
      options: { parameters: ["from*"] },
      says: '"from" in the URL only tells where the reader came from: remove it',
      unsafelyFixed: "[a](https://a.cn/?x=1)",
    },
  ],
});
