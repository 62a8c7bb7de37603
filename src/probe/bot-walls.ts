/**
 * Marks of responses that servers send to bots. They do not show what a browser would get. Each row names the source of
 * its mark.
 */
import type { Response } from "./evidence.js";

interface BotWall {
  readonly name: string;
  seen(response: Response): boolean;
  readonly source: string;
}

const header = (name: string, value?: string) => (response: Response) =>
  value === undefined ? response.headers.has(name) : response.headers.get(name)?.toLowerCase() === value;

const pageHas =
  (...marks: string[]) =>
  (response: Response) =>
    marks.some((mark) => response.body?.text.includes(mark));

export const botWalls: readonly BotWall[] = [
  {
    name: "Cloudflare challenge",
    seen: header("cf-mitigated"),
    source: "https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/",
  },
  {
    name: "Cloudflare challenge",
    seen: (response) => (response.status === 403 || response.status === 503) && pageHas("_cf_chl_opt")(response),
    source: "https://docs.rs/parse-book-source/0.5.0/parse_book_source/fetch/fn.is_challenge.html",
  },
  {
    name: "AWS WAF",
    seen: header("x-amzn-waf-action"),
    source: "https://docs.aws.amazon.com/waf/latest/APIReference/API_ChallengeAction.html",
  },
  {
    name: "LinkedIn",
    seen: (response) => response.status === 999,
    source: "https://github.com/JustinBeckwith/linkinator/pull/709",
  },
  {
    // Regular pages also have `x-datadome`, so the header alone is not enough.
    name: "DataDome",
    seen: (response) =>
      response.status === 403 && (header("x-datadome")(response) || header("x-datadome-cid")(response)),
    source: "https://github.com/lemma-work/lemma-platform/pull/751",
  },
  {
    name: "Imperva",
    seen: pageHas("_Incapsula_Resource"),
    source: "https://scrappey.com/qa/web-automation/how-imperva-detects-bots",
  },
  {
    // A script that sets the cookie acw_sc__v2. The status is 200.
    name: "Alibaba Cloud WAF",
    seen: pageHas("acw_sc__v2", "aliyun_waf", "var arg1="),
    source: "https://github.com/11273/mooc-work-answer/blob/main/README_ACW_SC__V2.md",
  },
  {
    name: "testcookie",
    seen: pageHas("/aes.js", "slowAES.decrypt"),
    source: "https://github.com/kyprizel/testcookie-nginx-module",
  },
  {
    name: "Tencent EdgeOne",
    seen: pageHas("EO_Bot_Ssid", "__tst_status"),
    source: "https://edgeone.ai/document/56435",
  },
  {
    // A script that sets a cookie and loads the page again. No image is sent to a program without scripts.
    name: "a cookie script",
    seen: ({ body }) =>
      /<script/i.test(body?.text ?? "") &&
      /document\.cookie\s*=/.test(body?.text ?? "") &&
      /location\.(?:reload|replace|assign)\s*\(|(?:location|location\.href)\s*=[^=]/.test(body?.text ?? ""),
    source: "https://developer.mozilla.org/docs/Web/API/Document/cookie",
  },
];

/** The name of the bot wall that this response shows. */
export function botWallOf(response: Response): string | undefined {
  return botWalls.find((wall) => wall.seen(response))?.name;
}
