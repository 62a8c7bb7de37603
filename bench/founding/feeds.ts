/**
 * The feeds of the founding site and what is wrong with each. The numbers of articles are those of the whole site of
 * 18,898, so that each defect has the share that was measured in its published pages.
 */

import type { Body } from "./bodies.js";
import * as bodies from "./bodies.js";

export type DateStyle = "gmt" | "zoneless" | "epoch" | "Invalid Date" | "NaN" | "undefined";
/** Where the cover is from: the body's first image, a random placeholder, nothing, or one image of the website for all articles. */
export type Cover = "body" | "random" | "none" | { readonly path: string };
export type TitleStyle = "plain" | "bracket" | "zero-width" | "full-stop" | "dot";

export interface Feed {
  /** Kind, website, column: the categories of its articles. */
  readonly path: readonly [string, string, string];
  readonly articles: number;
  readonly body: Body;
  readonly date: DateStyle;
  readonly cover: Cover;
  readonly images: "https" | "http" | "proxied";
  readonly titles: TitleStyle;
  /** The column is written as a list within the list. */
  readonly nested: boolean;
  /** Its articles have the bodies of the articles of the feed before it. */
  readonly copies: boolean;
  /** Its host of images no longer exists. */
  readonly dead: boolean;
}

interface Special extends Partial<Omit<Feed, "path">> {
  readonly articles: number;
}

/** `kind/website/column`, and what differs from a feed without defects. */
const special: readonly (readonly [string, Special])[] = [
  // HTML that Markdown renders as code: 3.8 % of all articles, in whole feeds.
  ["科学/河边观象台/每日一图", { articles: 94, body: bodies.codeFromTheStart, cover: "random" }],
  ["游戏/游戏渡口/首页", { articles: 94, body: bodies.codeAfterBlankLine }],
  ["新媒体/世界茶馆/观点", { articles: 84, body: bodies.codeAfterBlankLine, date: "zoneless" }],
  ["设计/字模工坊/博客", { articles: 64, body: bodies.codeWithEndTag, cover: "random" }],
  ["设计/轴承画室/新闻", { articles: 66, body: bodies.codeFromTheStart, cover: "random" }],
  ["设计/量尺/案例", { articles: 66, body: bodies.codeAfterBlankLine, date: "zoneless", cover: "random" }],
  ["科学/桃核/科学人", { articles: 84, body: bodies.codeInTheMiddle }],
  ["编程/源头山/资讯", { articles: 94, body: bodies.codeFromTheStart, date: "zoneless", cover: "random" }],
  ["编程/源头山/问答", { articles: 72, body: bodies.codeInTheMiddle, cover: "random" }],
  // Dates that are none.
  ["财经/算盘铺/主题", { articles: 123, date: "epoch" }],
  ["传统媒体/渡口晚报/电子报", { articles: 420, date: "Invalid Date" }],
  ["传统媒体/山城日报/要闻", { articles: 340, date: "Invalid Date", cover: "random" }],
  ["大学/河岸大学/通知", { articles: 60, date: "NaN", cover: "none" }],
  ["大学/海边大学/讲座", { articles: 50, date: "undefined", cover: "random" }],
  // Nothing but the title, or what the website shows below everything.
  ["编程/围棋语言网/周刊", { articles: 123, body: bodies.titleOnly, cover: "random" }],
  ["社交媒体/短句/桥头", { articles: 820, body: bodies.titleOnly, cover: "none", date: "gmt" }],
  ["社交媒体/短句/集市", { articles: 700, body: bodies.titleOnly, cover: "random", date: "gmt" }],
  ["财经/快讯站/七天二十四小时", { articles: 560, body: bodies.titleOnly, cover: "random", date: "zoneless" }],
  ["设计/投篮板/热门", { articles: 406, body: bodies.counters, cover: "random" }],
  ["购物/优惠集市/实时", { articles: 100, body: bodies.expired, cover: "random" }],
  ["阅读/河岸电台/节目单", { articles: 100, body: bodies.radio, cover: "random" }],
  // The beginning only.
  ["新媒体/快艇媒体/最新", { articles: 142, body: bodies.readMore, cover: "random", date: "zoneless" }],
  ["传统媒体/桥头日报/评论", { articles: 142, body: bodies.readMoreLink }],
  ["社交媒体/雪人/用户收藏动态", { articles: 142, body: bodies.dots, cover: "random" }],
  ["生活/一篮米/首页精选", { articles: 132, body: bodies.ellipsis, cover: "random", date: "zoneless" }],
  // `undefined` and `null` in URLs: 4 % of all articles.
  ["游戏/游戏研究社/推游", { articles: 378, body: bodies.undefinedImage, cover: { path: "/p/undefined" } }],
  ["科学/科幻谷/全部", { articles: 142, body: bodies.undefinedLink }],
  ["生活/分享站/热门", { articles: 142, body: bodies.nullLink, date: "zoneless" }],
  ["购物/值得看/好价", { articles: 142, body: bodies.undefinedAuthor, cover: "random" }],
  // Handlers that run nothing; frames.
  ["新媒体/城东头条/要闻", { articles: 330, body: bodies.emptyHandlers }],
  ["传统媒体/村口广播/新闻", { articles: 240, body: bodies.emptyHandlers, date: "zoneless" }],
  ["购物/蒸汽商店/特卖", { articles: 380, body: bodies.shopFrame, cover: "random" }],
  ["游戏/牛棚/精选", { articles: 198, body: bodies.playerFrame, date: "zoneless" }],
  // The markup of one editor: ids twice, broken styles.
  ["新媒体/订阅号/灯塔", { articles: 210, body: bodies.twiceTheId, images: "proxied" }],
  ["新媒体/订阅号/码头", { articles: 190, body: bodies.twiceTheId, images: "proxied" }],
  ["新媒体/订阅号/磨坊", { articles: 180, body: bodies.twiceTheId, date: "zoneless" }],
  ["新媒体/订阅号/茶馆", { articles: 170, body: bodies.twiceTheId, date: "zoneless" }],
  ["新媒体/订阅号/渡船", { articles: 160, body: bodies.twiceTheId }],
  ["新媒体/订阅号/集市", { articles: 150, body: bodies.twiceTheId, images: "http" }],
  ["设计/汤字社/文章", { articles: 293, body: bodies.brokenStyles, date: "zoneless" }],
  ["大学/山城大学/公告", { articles: 94, body: bodies.localFiles, date: "zoneless" }],
  ["生活/老街生活/专栏", { articles: 113, body: bodies.office }],
  ["新媒体/订阅号/花园", { articles: 66, body: bodies.unknownElements }],
  ["阅读/旧书摊/书评", { articles: 190, body: bodies.trackingLinks }],
  // Titles.
  ["新媒体/新世界/早市", { articles: 94, titles: "zero-width" }],
  ["传统媒体/城西晚报/头版", { articles: 113, titles: "full-stop", date: "zoneless" }],
  ["新媒体/比特站/全文", { articles: 390, titles: "bracket" }],
  ["编程/挖土社区/前端", { articles: 310, titles: "bracket" }],
  ["编程/点网社区/发布", { articles: 90, titles: "dot", cover: "random" }],
  ["编程/竞赛题/获奖者", { articles: 60, nested: true, cover: "random" }],
  // Images.
  ["设计/蓝印社/作品", { articles: 38, body: bodies.lazyImages }],
  ["设计/模糊画室/动画", { articles: 40, body: bodies.blankImage, cover: { path: "/blank.png" } }],
  ["设计/字模工坊/字体", { articles: 100, body: bodies.rootRelative, cover: "random" }],
  ["图片/每日壁纸/首页", { articles: 38, body: bodies.brokenSrcset }],
  [
    "编程/博客园地/精华",
    { articles: 94, body: bodies.withIcon("external-link.gif"), cover: { path: "/img/external-link.gif" } },
  ],
  ["编程/源头山/博客", { articles: 94, body: bodies.withIcon("hot3.png"), cover: { path: "/img/hot3.png" } }],
  [
    "传统媒体/山区日报/视频",
    { articles: 38, body: bodies.withIcon("fenxian.png"), cover: { path: "/img/fenxian.png" } },
  ],
  ["图片/开门眼/每日", { articles: 94, body: bodies.proxiedVideo, cover: "random" }],
  ["社交媒体/深影/翻译", { articles: 60, body: bodies.hiddenText, cover: "random" }],
  // The same news twice.
  ["新媒体/科技屋/资讯", { articles: 320 }],
  ["新媒体/科技屋/转载", { articles: 47, copies: true }],
];

const kinds = ["新媒体", "传统媒体", "编程", "财经", "生活", "科学", "游戏", "阅读", "图片", "大学"];
const towns = ["河岸", "城东", "渡口", "老街", "新区", "海边", "山城", "桥头", "灯塔", "码头"];
const papers = ["早报", "周刊", "观察", "在线", "笔记", "之声", "广角", "手册", "通讯"];
const columns = ["头条", "最新文章", "分类", "资讯", "专栏", "热门"];

/** Feeds without defects of their own, up to 150 in all; their sizes fall from some 300 articles to 20. */
function plain(count: number, articles: number): Feed[] {
  const weights = Array.from({ length: count }, (_, at) => 1 / (at + 12));
  const sum = weights.reduce((one, other) => one + other, 0);
  let left = articles;
  return weights.map((weight, at) => {
    const size = at === count - 1 ? left : Math.round((articles * weight) / sum);
    left -= size;
    return {
      ...ordinary,
      path: [
        kinds[at % kinds.length] ?? "",
        `${towns[at % towns.length]}${papers[(at * 4 + Math.floor(at / 10)) % papers.length]}`,
        columns[(at * 5 + Math.floor(at / 7)) % columns.length] ?? "",
      ],
      articles: size,
      body: at % 3 === 2 ? bodies.indented : bodies.paragraphs,
      date: at % 9 < 5 ? "zoneless" : "gmt",
      cover: at % 11 < 4 ? "body" : at % 11 < 9 ? "random" : "none",
      images: at % 9 < 2 ? "proxied" : at % 6 === 2 ? "http" : "https",
      dead: at % 14 === 9,
    };
  });
}

const ordinary: Omit<Feed, "path" | "articles"> = {
  body: bodies.paragraphs,
  date: "gmt",
  cover: "body",
  images: "https",
  titles: "plain",
  nested: false,
  copies: false,
  dead: false,
};

const wholeSite = 18_898;

export const feeds: readonly Feed[] = [
  ...special.map(([name, differs]): Feed => {
    const [kind = "", website = "", column = ""] = name.split("/");
    return { ...ordinary, ...differs, path: [kind, website, column] };
  }),
  ...plain(150 - special.length, wholeSite - special.reduce((sum, [, { articles }]) => sum + articles, 0)),
];

/** How many articles each feed has in a site of `count`: its share, and at least one while there are enough. */
export function feedSizes(count: number): readonly number[] {
  if (count < feeds.length) return feeds.map((_, at) => (at < count ? 1 : 0));
  const rest = count - feeds.length;
  const shares = feeds.map(({ articles }) => ((articles - 1) * rest) / (wholeSite - feeds.length));
  const sizes = shares.map((share) => 1 + Math.floor(share));
  const missing = count - sizes.reduce((sum, size) => sum + size, 0);
  // The largest remainders get the articles that rounding left.
  const order = shares.map((share, at) => ({ at, rest: share % 1 })).sort((a, b) => b.rest - a.rest || a.at - b.at);
  for (const { at } of order.slice(0, missing)) sizes[at] = (sizes[at] ?? 0) + 1;
  return sizes;
}
