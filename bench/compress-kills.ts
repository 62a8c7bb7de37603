/** Kills `stet compress` at many random moments: `npm run test:localize`, after `npm run build`. KILLS and ARTICLES choose how many. */
import { killedCompressions } from "../test/support/compress-kills.js";

const kills = Number(process.env.KILLS ?? 200);
const articles = Number(process.env.ARTICLES ?? 6);
const { kills: done, problems } = await killedCompressions({ kills, articles });
console.log(`${done} kills, ${problems.length} problems`);
for (const problem of problems) console.log(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
