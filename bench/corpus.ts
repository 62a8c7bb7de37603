/**
 * Generates articles like those of the original corpus from a word list. The same number and seed give the same bytes.
 * All use one template: an empty line, front matter, `<div>` followed by three spaces, a feed's HTML on one long line,
 * and a last line of spaces without a newline. One article in twenty has another defect.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { objects, places, rfc1123, subjects, verbs, words } from "./words.js";

const sources = ["趣闻日报", "城市晚报", "山海网", "每日一读", "河岸新闻"];
const sections = ["新媒体", "头条", "分类", "生活", "科技", "体育", "旅行"];

/** Article number `n` of the corpus with this seed. */
export function article(n: number, seed = 1): string {
  const { random, pick, sentence, hex } = words(seed * 1_000_003 + n);
  const picture = () =>
    `https://cors.example.dev/?http://static.example.com/img/${Math.floor(2015 + random() * 7)}/${hex(32)}.jpeg`;

  const images = Array.from({ length: Math.floor(random() * 7) }, picture);
  let body = "";
  const paragraphs = 10 + Math.floor(random() * 25);
  for (let at = 0; at < paragraphs; at++) {
    let text = "";
    for (let left = 1 + Math.floor(random() * 4); left > 0; left--) text += sentence();
    body += random() < 0.1 ? `<p>${text}<br></p>` : `<p>${text}</p>`;
    const image = at % 3 === 0 ? images[at / 3] : undefined;
    if (image)
      body += `<p><span><img src="${image}" data-size="${300 + Math.floor(random() * 500)},${200 + Math.floor(random() * 400)}" referrerpolicy="no-referrer"></span></p>`;
  }
  let date = rfc1123(new Date(Date.UTC(2015, 0, 1) + Math.floor(random() * 2600 * 86_400) * 1000));
  const title = `${pick(subjects)}${pick(places)}${pick(verbs)}${pick(objects)}，${n}`;
  if (random() < 0.05) {
    const defects: (() => void)[] = [
      () => {
        body = body.replace("</p>", "");
      },
      () => {
        body = body.replace("<p>", "<p><b><i>注意</b></i>");
      },
      () => {
        body += "<p></p><center>完</center>";
      },
      () => {
        body = body.replace("<p>", '<p><a href="">更多</a> &copy 2020 ');
      },
      () => {
        date = "2021-03-22 04:50:47";
      },
      () => {
        body = body.replace("<p>", '<p style="color:red" id="a"><span id="a">…</span>\u200b');
      },
      () => {
        body = body.replace("</p>", "</p><table><tr><td>一<td>二</table></div><div>");
      },
    ];
    defects[Math.floor(random() * defects.length)]?.();
  }
  const list = [pick(sections), pick(sections), pick(sources)].map((name) => ` - ${name}\n`).join("");
  const cover = images[0] ?? "";
  return `\n---\ntitle: '${title}'\ncategories: \n${list}headimg: '${cover}'\nauthor: ${pick(sources)}\ncomments: false\ndate: ${date}\nthumbnail: '${cover}'\n---\n\n<div>   \n${body}  \n</div>\n            `;
}

/** An article of the same size in which nothing is wrong, so that a run reports nothing. */
export function cleanArticle(n: number, seed = 1): string {
  const { random, pick, sentence, hex } = words(seed * 1_000_003 + n);
  const at = `https://static.example.com/img/${Math.floor(2015 + random() * 7)}`;
  const images = Array.from({ length: Math.floor(random() * 7) }, () => `${at}/${hex(32)}.jpeg`);
  let body = "";
  const paragraphs = 10 + Math.floor(random() * 25);
  for (let count = 0; count < paragraphs; count++) {
    let text = "";
    for (let left = 1 + Math.floor(random() * 4); left > 0; left--) text += sentence();
    body += `<p>${text}</p>\n`;
    const image = count % 3 === 0 ? images[count / 3] : undefined;
    if (image)
      body += `<p><img src="${image}" alt="${pick(subjects)}${pick(places)}" width="${300 + Math.floor(random() * 500)}" height="400"></p>\n`;
  }
  const date = new Date(Date.UTC(2015, 0, 1) + Math.floor(random() * 2600 * 86_400) * 1000).toISOString();
  const title = `${pick(subjects)}${pick(places)}${pick(verbs)}${pick(objects)}，${n}`;
  const section = pick(sections);
  return `---\ntitle: ${title}\ncategories:\n  - ${section}\nauthor: ${pick(sources)}\ncomments: false\ndate: ${date}\n---\n\n<div>\n${body}</div>\n`;
}

/** The body of a generated article. */
export const bodyOf = (text: string): string => text.slice(text.indexOf("\n---\n", 5) + 5);

/** Writes `count` articles, 1,000 per folder, as `<folder>/<thousand>/<n>.md`. Returns their size in bytes. */
export function writeCorpus(
  folder: string,
  count: number,
  {
    seed = 1,
    extension = ".md",
    content = article,
  }: { seed?: number; extension?: string; content?: typeof article } = {},
): number {
  let bytes = 0;
  for (let n = 0; n < count; n++) {
    const inside = path.join(folder, String(Math.floor(n / 1000)));
    if (n % 1000 === 0) mkdirSync(inside, { recursive: true });
    const text = Buffer.from(content(n, seed));
    bytes += text.length;
    writeFileSync(path.join(inside, `${n}${extension}`), text);
  }
  return bytes;
}
