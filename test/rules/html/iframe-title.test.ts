import iframeTitle from "../../../rules/html/iframe-title.js";
import { testRule } from "../../support/rule-tester.js";

const html = { path: "a.html" };

testRule(iframeTitle, {
  accepts: [
    { name: "an attribute that Vue sets", article: '<iframe :title="甲" src="https://a.example"></iframe>' },
    {
      name: "titles",
      article: '<iframe src="/a" title="杭州的地图"></iframe><iframe src="/a" aria-label="地图"></iframe>',
      ...html,
    },
    {
      name: "frames that nobody meets",
      article:
        '<iframe src="/a" hidden></iframe><iframe style="display:none"></iframe><iframe aria-hidden="true"></iframe>',
      ...html,
    },
    { name: "code", article: "`<iframe>`\n" },
  ],
  rejects: [
    {
      name: "a frame without a title",
      article: '甲\n\n<«iframe» src="/a"></iframe>\n',
      messages: '<iframe> has no title, so screen readers read out its URL. Add title="…" with a short description.',
    },
    {
      name: "an empty title",
      article: '<iframe src="/a" «title=" "»></iframe>',
      ...html,
      messages:
        "<iframe> has an empty title, so screen readers read out its URL. Add a short description to the title.",
    },
  ],
});
