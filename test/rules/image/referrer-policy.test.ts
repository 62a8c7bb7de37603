import referrerPolicy from "../../../rules/image/referrer-policy.js";
import { testRule } from "../../support/rule-tester.js";

const html = (name: string, article: string) => ({ name, article, path: "a.html" });

testRule(referrerPolicy, {
  accepts: [
    html("a picture from anywhere else", '<img src="https://img.example.cn/a.png">'),
    html("a refusing host without a Referer", '<img src="https://wx1.sinaimg.cn/a.jpg" referrerpolicy="no-referrer">'),
    html("a name that only ends like one", '<img src="https://notsinaimg.cn/a.jpg">'),
    html("an empty policy", '<img src="a.jpg" referrerpolicy>'),
    html("a template", '<img src="a.jpg" referrerpolicy="{{ policy }}">'),
    { ...html("a host that is not in the list", '<img src="https://wx1.sinaimg.cn/a.jpg">'), options: { hosts: [] } },
  ],
  rejects: [
    {
      ...html("a refusing host", '<img src="«https://wx1.sinaimg.cn/a.jpg»" alt="">'),
      messages: '"wx1.sinaimg.cn" blocks its images on other sites. Add referrerpolicy="no-referrer".',
      fixed: '<img src="https://wx1.sinaimg.cn/a.jpg" alt="" referrerpolicy="no-referrer">',
    },
    {
      ...html("one that a script will show", '<img src="a.gif" data-src="«http://mmbiz.qpic.cn/a/640»">'),
      messages: '"mmbiz.qpic.cn" blocks its images on other sites. Add referrerpolicy="no-referrer".',
      fixed: '<img src="a.gif" data-src="http://mmbiz.qpic.cn/a/640" referrerpolicy="no-referrer">',
    },
    {
      ...html("a policy that tells the host", '<img src="//mmbiz.qpic.cn/a/640" referrerpolicy="«origin»">'),
      messages:
        '"mmbiz.qpic.cn" blocks its images on other sites, and "origin" reveals your site. Use referrerpolicy="no-referrer".',
      fixed: '<img src="//mmbiz.qpic.cn/a/640" referrerpolicy="no-referrer">',
    },
    {
      name: "Markdown, which has no place for it",
      article: "![甲](«https://i0.hdslb.com/a.jpg»)\n",
      messages:
        '"i0.hdslb.com" blocks its images on other sites. Host a copy, or use <img referrerpolicy="no-referrer"> (Hugo omits raw HTML by default).',
    },
    {
      ...html("a host of one's own list", '<img src="«https://cdn.example.cn/a.jpg»">'),
      options: { hosts: ["*.example.cn"] },
      messages: '"cdn.example.cn" blocks its images on other sites. Add referrerpolicy="no-referrer".',
      fixed: '<img src="https://cdn.example.cn/a.jpg" referrerpolicy="no-referrer">',
    },
    {
      ...html("a policy of an old draft", '<img src="a.jpg" referrerpolicy="«never»">'),
      messages: 'Invalid referrerpolicy "never", which browsers ignore. Did you mean "no-referrer"?',
      unsafelyFixed: '<img src="a.jpg" referrerpolicy="no-referrer">',
    },
    {
      ...html("a misspelt policy", '<img src="a.jpg" referrerpolicy="«noreferrer»">'),
      messages: 'Invalid referrerpolicy "noreferrer", which browsers ignore. Did you mean "no-referrer"?',
      unsafelyFixed: '<img src="a.jpg" referrerpolicy="no-referrer">',
    },
    {
      ...html("what is no policy at all", '<img src="a.jpg" referrerpolicy="«禁止»">'),
      messages: 'Invalid referrerpolicy "禁止", which browsers ignore. Use a valid policy, for example "no-referrer".',
    },
  ],
});
