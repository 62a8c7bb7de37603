/** The HTML that feeds deliver, with what is wrong in it. All sentences are generated. */
import type { Words } from "../words.js";

/** What is known of an article when its body is written. */
export interface Draft extends Words {
  /** Its number in its feed, from 0. */
  readonly n: number;
  readonly title: string;
  /** What the title says in quotation marks, which the crawler replaced with `_`. */
  readonly quoted: string | undefined;
  /** The article's images; the first is its cover. */
  readonly images: readonly string[];
  /** The website of the feed, as `https://www.example.com`. */
  readonly site: string;
  /** What precedes the URL of an image that is requested from a proxy. */
  readonly proxy: string;
}

export type Body = (draft: Draft) => string;

const text = (draft: Draft, sentences = 1 + draft.below(4)): string =>
  Array.from({ length: sentences }, () => draft.sentence()).join("");

const image = (draft: Draft, url: string, more = ""): string =>
  `<img src="${url}" data-size="${300 + draft.below(500)},${200 + draft.below(400)}" referrerpolicy="no-referrer"${more}>`;

/** Paragraphs with the article's images between them, on one line. */
export const paragraphs: Body = (draft) => {
  const count = 8 + draft.below(24);
  let html = draft.quoted ? `<p>${draft.sentence()}“${draft.quoted}”，${draft.sentence()}</p>` : "";
  for (let at = 0; at < count; at++) {
    html += draft.random() < 0.1 ? `<p>${text(draft)}<br></p>` : `<p>${text(draft)}</p>`;
    const url = at % 2 === 0 ? draft.images[at / 2] : undefined;
    if (url) html += `<p><span>${image(draft, url)}</span></p>`;
  }
  return html;
};

/** Indented HTML on many lines, without blank lines: nothing of it is code. */
export const indented: Body = (draft) => {
  const items = draft.images.map((url) => `                 <p>${image(draft, url)}</p>\n`).join("");
  return `<div class="content">\n                 <p>${text(draft)}</p>\n${items}                 <p>${text(draft)} &#123;甲&#125;</p>\n         </div>`;
};

const gallery = (draft: Draft) =>
  `                <ul>\n${draft.images.map((url) => `                <li>${image(draft, url)}</li>\n`).join("")}                </ul>\n`;

/** A blank line within the HTML, then an indented tag: Markdown renders the rest as code. */
export const codeAfterBlankLine: Body = (draft) =>
  `<div class="abstract"><p>${text(draft, 1)}</p></div>\n\n                <div class="content">${text(draft)}</div>\n${gallery(draft)}`;

/** The same with a line of spaces, and the whole article as code. */
export const codeFromTheStart: Body = (draft) =>
  `\n    \n        <div class="post">\n          <p>${text(draft)}</p>\n${gallery(draft)}          <p>${text(draft)}</p>\n        </div>\n`;

/** The end tag is in the code too, so that the element before it is never closed. */
export const codeWithEndTag: Body = (draft) =>
  `<div class="box">\n  <p>${text(draft)}</p>${draft.images.map((url) => `<p>${image(draft, url)}</p>`).join("")}\n\n      </div>\n`;

/** A pull quote in the middle whose lines are indented. */
export const codeInTheMiddle: Body = (draft) =>
  `<p>${text(draft)}</p>\n<section>\n  <h3>${draft.pick(["访谈", "问答", "附录"])}</h3>\n\n      <figure>${draft.images[0] ? image(draft, draft.images[0]) : ""}<figcaption>${draft.sentence()}</figcaption></figure>\n      <p>${text(draft)}</p>\n</section>\n<p>${text(draft)}</p>`;

/** The text is the title. */
export const titleOnly: Body = (draft) =>
  draft.n % 3 === 0 ? draft.title : `<p>${draft.quoted ? draft.title.replace(/_([^_]*)_/, "“$1”") : draft.title}</p>`;

/** No text but what the website shows below every work. */
export const counters: Body = (draft) =>
  draft.n % 43 < 38 ? "<p>0 likes 0 saves</p>" : `<p>${text(draft)}</p><p>0 likes 0 saves</p>`;

export const expired: Body = () => "<p>已过期</p>";

export const radio: Body = (draft) => `<p>via. 河岸电台 FM${(88 + (draft.n % 20)).toFixed(1)}</p>`;

/** The feed delivers the beginning and a link. */
export const readMore: Body = (draft) =>
  `<a href="${draft.site}/a/${draft.n}">\n\n${draft.sentence()}</a><p>${text(draft, 3).slice(0, -1)} ... <span class="more">点击阅读全文 @news.example.com</span></p>`;

export const readMoreLink: Body = (draft) =>
  `<p>${text(draft, 3)}</p><p><a href="${draft.site}/a/${draft.n}">阅读全文</a></p>`;

const cut = (draft: Draft, mark: string) => `<p>${text(draft, 2)}<br>${draft.sentence().slice(0, -4)}${mark}</p>`;

/** 13 of 15 end in the middle of a sentence. */
export const dots: Body = (draft) => (draft.n % 15 < 13 ? cut(draft, "...") : `<p>${text(draft)}</p>`);

export const ellipsis: Body = (draft) => cut(draft, "…");

/** A script's `undefined` in a URL, with the real image next to it. */
export const undefinedImage: Body = (draft) =>
  `<p>${text(draft)}</p>${draft.images.map((url) => `<p><img src="${draft.site}/p/undefined" data-original="${url}" alt=""></p>`).join("")}<p>${text(draft)}</p>`;

export const undefinedLink: Body = (draft) =>
  `${paragraphs(draft)}<p><a href="${draft.site}/article/view/undefined">原文</a></p>`;

export const nullLink: Body = (draft) =>
  `${paragraphs(draft)}<p><a href="${draft.site}/share.php?url=null">分享到</a></p>`;

export const undefinedAuthor: Body = (draft) =>
  `<p>${text(draft)}</p><p>via <a href="${draft.site}/user/undefined">@undefined</a>，分享理由：${draft.sentence()}</p>`;

/** Handlers that run nothing. */
export const emptyHandlers: Body = (draft) =>
  `${paragraphs(draft)}${draft.images.map((url) => `<div class="img_box" onclick="">${image(draft, url)}</div>`).join("")}<a href="javascript:;">收起</a>`;

export const shopFrame: Body = (draft) =>
  `<p>${text(draft)}</p><iframe src="https://shop.example.com/widget/${1000 + draft.n}/" width="646" height="190"></iframe>`;

export const playerFrame: Body = (draft) =>
  `${paragraphs(draft)}<iframe src="https://player.example.net/embed/${1000 + draft.n}"></iframe>`;

/** The same id on two elements, to which nothing links. */
export const twiceTheId: Body = (draft) =>
  `<div class="rich_media_content" id="js_content">${paragraphs(draft)}<div id="js_content" style="visibility: hidden;"></div></div>`;

/** Quotation marks within the quotation marks of `style`. */
export const brokenStyles: Body = (draft) =>
  paragraphs(draft).replace(/<p>/g, '<p style="font-family:"Source Han Sans","Noto Sans";font-size:16px;">');

export const localFiles: Body = (draft) =>
  `${paragraphs(draft)}<p>${[1, 2, 3, 4, 5].map((at) => `<a href="file:///C:/Users/editor/Desktop/${draft.n}-${at}.htm">附件${at}</a>`).join(" ")}</p>`;

export const lazyImages: Body = (draft) =>
  `<p>${text(draft)}</p>${draft.images.map((url) => `<p><img class="lazy" src="${draft.site}/images/blank.gif" data-original="${url}" width="400" height="300" alt=""></p>`).join("")}`;

/** A transparent image is all there is. */
export const blankImage: Body = (draft) => `<p>${text(draft)}</p><p><img src="${draft.site}/blank.png"></p>`;

/** Icons of the page, which come first and become the cover. */
export const withIcon =
  (icon: string): Body =>
  (draft) =>
    `<p><a href="${draft.site}/out">${draft.sentence()}<img src="${draft.site}/img/${icon}"></a></p>${paragraphs(draft)}`;

export const hiddenText: Body = (draft) => `<p>${draft.sentence()}</p><div hidden="false"><p>${text(draft)}</p></div>`;

export const proxiedVideo: Body = (draft) =>
  `<video controls preload="none" src="${draft.proxy}http://video.example.com/${draft.hex(16)}.mp4"></video><p>${text(draft)}</p>`;

/** What a word processor leaves. */
export const office: Body = (draft) => `<p class="MsoNormal">${text(draft)}<o:p></o:p></p>${paragraphs(draft)}`;

/** The website's own paths, next to its full URL. */
export const rootRelative: Body = (draft) =>
  `<p>${text(draft)}</p>${["specimen", "poster"]
    .map((name) => `/sites/files/${draft.n}-${name}`)
    .map(
      (file) =>
        `<picture><source srcset="${file}.webp 1x" type="image/webp"><img src="${draft.site}${file}.png" alt=""></picture>`,
    )
    .join("")}<p>${text(draft)}</p>`;

export const brokenSrcset: Body = (draft) =>
  `<p>${text(draft)}</p>${draft.images.map((url) => `<p><img src="${url}" srcset="${url} 640, ${url}" alt=""></p>`).join("")}`;

export const unknownElements: Body = (draft) =>
  `<section><mp-common-profile class="js_uneditable">${draft.sentence()}</mp-common-profile><strike-box>${draft.sentence()}</strike-box></section><section><titel>${draft.sentence()}</titel></section>${paragraphs(draft)}`;

export const trackingLinks: Body = (draft) =>
  `${paragraphs(draft)}<p><a href="${draft.site}/a/${draft.n}?utm_source=rss&amp;utm_medium=feed">查看原文</a></p>`;

/** What occurs in single articles of any feed, with its share of them. */
export const accidents: readonly {
  readonly name: string;
  readonly share: number;
  readonly apply: (html: string) => string;
}[] = [
  { name: "ellipsis", share: 0.022, apply: (html) => `${html}<p>据了解，这批设备…</p>` },
  { name: "invisible", share: 0.0125, apply: (html) => html.replace("。", "。\u200b") },
  { name: "nesting", share: 0.0125, apply: (html) => html.replace("<p>", "<p><div>提要</div>") },
  { name: "unclosed", share: 0.004, apply: (html) => html.replace("</p>", "") },
  { name: "stray", share: 0.004, apply: (html) => html.replace("</p>", "</em></p>") },
  { name: "mojibake", share: 0.001, apply: (html) => html.replace("。", "。ä»Šå¤©çš„å¤©æ°”") },
];
