/** Ends `npm run build`: a digest of all that was built, by which a cache knows the stet that its results are of. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const dist = new URL("../dist/", import.meta.url);
const hash = createHash("sha256");
for (const name of readdirSync(dist, { recursive: true }).sort())
  if (/\.c?js$/.test(name)) hash.update(name).update(readFileSync(new URL(name.replaceAll("\\", "/"), dist)));
writeFileSync(new URL("build-digest.txt", dist), hash.digest("hex").slice(0, 32));
