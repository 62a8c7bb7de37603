/** The last step of `npm run build`: writes a digest of the build, which identifies the version of stet in caches. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const dist = new URL("../dist/", import.meta.url);
const hash = createHash("sha256");
for (const name of readdirSync(dist, { recursive: true }).sort())
  if (/\.c?js$/.test(name)) hash.update(name).update(readFileSync(new URL(name.replaceAll("\\", "/"), dist)));
writeFileSync(new URL("build-digest.txt", dist), hash.digest("hex").slice(0, 32));
