/** Words of our own and pseudorandom numbers, for articles that are generated. The same seed gives the same text. */

/** Pseudorandom numbers in [0, 1), reproducible by seed (Marsaglia's xorshift on 32 bits). */
export function numbers(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
}

export const subjects = "市民 学校 医院 工厂 农民 志愿者 专家 记者 游客 球队 公司 社区 司机 老师 学生 店主".split(" ");
export const places = "在城东 在河边 在新区 在车站 在山里 在海边 在省城 在老街 在网上 在当地 在村口 在展馆".split(" ");
export const times = "昨天 今天上午 上周末 去年冬天 这个月 近日 早些时候 周五 国庆期间 凌晨".split(" ");
export const verbs = "开始试用 公布了 收到了 讨论 修好了 参观了 等到了 买下了 种下了 记录了 完成了 推迟了".split(" ");
export const objects =
  "新的路线 一批设备 三份报告 今年的计划 两座桥 一场比赛 冬天的菜 旧书 一条步道 第一班车 地图 花园".split(" ");
const ends = ["，大家都说不错。", "，结果下月公布。", "，天气也很好！", "，费用由双方分担。", "，详情还在核实。", "。"];

export interface Words {
  /** In [0, 1). */
  random(): number;
  /** An integer from 0, less than `limit`. */
  below(limit: number): number;
  pick(from: readonly string[]): string;
  sentence(): string;
  hex(length: number): string;
}

export function words(seed: number): Words {
  const random = numbers(seed);
  // Skip the first numbers, which are similar for consecutive seeds.
  for (let i = 0; i < 8; i++) random();
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = (from: readonly string[]) => from[below(from.length)] ?? "";
  const sentence = () => pick(times) + pick(subjects) + pick(places) + pick(verbs) + pick(objects) + pick(ends);
  const hex = (length: number) => Array.from({ length }, () => below(16).toString(16)).join("");
  return { random, below, pick, sentence, hex };
}

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (number: number) => String(number).padStart(2, "0");
const timeOfDay = (date: Date) => [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(":");

/** `Sat, 11 Dec 2021 04:49:15 GMT` */
export function rfc1123(date: Date): string {
  return `${weekdays[date.getUTCDay()]}, ${two(date.getUTCDate())} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()} ${timeOfDay(date)} GMT`;
}

/** `2021-12-11 04:49:15`, without a time zone. */
export function withoutZone(date: Date): string {
  return `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())} ${timeOfDay(date)}`;
}
