/** A folder of articles that differ from each other, with findings of most families: for what must hold for many at once. */
import { utimes } from "node:fs/promises";
import path from "node:path";
import type { Site } from "./site.js";

const places = ["渡口", "码头", "茶馆", "桥头", "集市", "灯塔", "磨坊"];
const tags = ["船", "茶", "鱼", "船 ", "雾"];

const elsewhere = (picture: number): string => `https://img.example/${picture}.png`;

/** @param url of each of fifty pictures. */
export function articleOf(number: number, url = elsewhere): string {
  const place = places[number % places.length];
  const lead = number % 3 === 0 ? "\n" : "";
  const date = number % 2 === 0 ? "2021-12-11T04:49:15Z" : "Sat, 11 Dec 2021 04:49:15 GMT";
  const picture = url(number % 50);
  const middle = [
    `<p>第${number}天，${place}的雾很大。</p>`,
    `<p><img src="${picture}" data-size="40,30" referrerpolicy="no-referrer"></p>`,
    `<p><b>${place}的人说<i>船来了</b></p>`,
    `![${place}](${picture})`,
    `<a href="/${place}?utm_source=feed">看看</a>`,
    "<!-- stet-disable-next-line image/alt -- the feed has none -->\n<img src='a b.png'>",
  ];
  const body = middle.filter((_, at) => (number >> at) % 2 === 0 || at === number % middle.length);
  const title = number % 11 === 0 ? `${place}` : `${place}第${number}天`;
  return `${lead}---\ntitle: '${title}'\ntags: [${tags[number % tags.length]}]\ndate: ${date}\n---\n\n${body.join("\n\n")}\n`;
}

/** Their times lie back, as those of articles do: what was written a moment ago is not believed by its time. */
export async function writeTown(site: Site, count: number, url = elsewhere): Promise<void> {
  for (let number = 0; number < count; number++)
    await writeOld(site, `content/${number % 7}/${number}.md`, articleOf(number, url));
}

export async function writeOld(site: Site, name: string, content: string): Promise<void> {
  await site.write(name, content);
  const then = new Date("2026-01-05T08:00:00Z");
  await utimes(path.join(site.folder, name), then, then);
}
