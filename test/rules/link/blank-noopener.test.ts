import noopener from "../../../rules/link/blank-noopener.js";
import { testRule } from "../../support/rule-tester.js";

const says = 'Link to "a.cn" opens in a new tab, and old browsers let that page control this one. Add rel="noopener".';

testRule(noopener, {
  accepts: [
    {
      name: "this window, and other windows by name",
      article: '<a href="https://a.cn">a</a> <a href="https://a.cn" target="x">a</a>',
    },
    { name: "noreferrer, which implies it", article: '<a href="https://a.cn" target="_blank" rel="NoReferrer">a</a>' },
    { name: "an author who wants an opener", article: '<a href="https://a.cn" target="_blank" rel="opener">a</a>' },
    {
      name: "a page of this site, and templates",
      article: '<a href="/a" target="_blank">a</a><a href="{{ u }}" target="_blank">a</a>',
    },
  ],
  rejects: [
    {
      name: "a link without rel",
      article: '<a href="https://a.cn" «target="_BLANK"»>a</a>',
      messages: says,
      fixed: '<a href="https://a.cn" target="_BLANK" rel="noopener">a</a>',
    },
    {
      name: "a link and an area with another rel, or an empty one",
      article: "<a href=//a.cn «target=_blank» rel=nofollow>a</a><map><area href='//a.cn' rel «target='_blank'»></map>",
      messages: [says, says],
      fixed:
        "<a href=//a.cn target=_blank rel=\"nofollow noopener\">a</a><map><area href='//a.cn' rel=\"noopener\" target='_blank'></map>",
    },
  ],
});
