import https from "../../../rules/link/https.js";
import { testRule } from "../../support/rule-tester.js";

const says = (host: string) => `Link to "${host}" uses unencrypted HTTP. Use HTTPS if the host supports it.`;

testRule(https, {
  accepts: [
    {
      name: "https, paths and hosts of this network",
      article: "[a](https://a.cn) [b](/b) <http://192.168.1.7/> http://nas/x\n",
    },
    { name: "an address that states no scheme", article: "www.example.cn" },
    { name: "code and templates", article: "`http://a.cn` [a](http://{{ host }}/)\n" },
  ],
  rejects: [
    {
      name: "plain http, in every form of link",
      article:
        '[a](«http»://a.cn/x?a=1&b=2) <«http»://a.cn:80/> «http»://b.cn/ <a href="«http»://c.cn">c</a> [d]\n\n[d]: «http»://d.cn\n',
      messages: ["a.cn", "a.cn", "b.cn", "c.cn", "d.cn"].map(says),
      unsafelyFixed:
        '[a](https://a.cn/x?a=1&b=2) <https://a.cn/> https://b.cn/ <a href="https://c.cn">c</a> [d]\n\n[d]: https://d.cn\n',
    },
    { name: "another port, which nobody can repair", article: "[a](«http»://a.cn:8080/)", messages: says("a.cn:8080") },
    {
      name: "a URL with references, as a whole",
      article: '<a href="«http://a.cn/?a&amp;b»">a</a>',
      messages: says("a.cn"),
      unsafelyFixed: '<a href="https://a.cn/?a&amp;b">a</a>',
    },
  ],
});
