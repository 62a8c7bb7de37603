/** The ids of a page of another site, which fragments lead to. */

import type { DefaultTreeAdapterMap } from "parse5";
import { append } from "../platform/lists.js";
import { decodePercent } from "../platform/percent.js";
import { botWallOf } from "./bot-walls.js";
import { declaredType } from "./evidence.js";
import { acceptPage } from "./gather-evidence.js";
import { follow, type ProbeContext } from "./redirects.js";
import type { Incoming } from "./request.js";

/** Bytes of a page that is read for its ids. */
const mostPageBytes = 2 * 1024 * 1024;

/**
 * The ids of the page at this URL. `undefined` if nothing can be known: it is not HTML, too large, or a script writes it.
 */
export async function pageIds(url: string, world: ProbeContext): Promise<ReadonlySet<string> | undefined> {
  let bytes: Uint8Array | undefined;
  const read = {
    maxBytes: mostPageBytes,
    wants: () => mostPageBytes,
    describe({ status, body, complete }: Incoming) {
      if (complete && status === 200) bytes = body;
      return {
        decoded: { state: "other", type: undefined },
        read: body.length,
        complete,
        total: undefined,
        text: Buffer.from(body.subarray(0, 4096)).toString("latin1"),
      } as const;
    },
  };
  const outcome = await follow({ url, accept: acceptPage, read }, world, () => {});
  if (!bytes || outcome.kind === "failure" || botWallOf(outcome)) return undefined;
  if (!/^(?:text\/html|application\/xhtml\+xml)$/.test(declaredType(outcome) ?? "")) return undefined;
  const text = decoded(bytes, outcome.headers.get("content-type") ?? "");
  return text === undefined ? undefined : idsIn(text);
}

function decoded(bytes: Uint8Array, contentType: string): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString("latin1");
  const [, charset = "utf-8"] =
    /;\s*charset\s*=\s*"?([\w-]+)/i.exec(contentType) ?? /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(start) ?? [];
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return undefined;
  }
}

async function idsIn(text: string): Promise<ReadonlySet<string> | undefined> {
  const { parse } = await import("parse5");
  const ids = new Set<string>();
  let hasHeading = false;
  let hasScript = false;
  const stack: DefaultTreeAdapterMap["node"][] = [parse(text)];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if ("attrs" in node) {
      hasHeading ||= /^h[1-6]$/.test(node.tagName);
      hasScript ||= node.tagName === "script";
      for (const { name, value } of node.attrs)
        if (name === "id" || (name === "name" && node.tagName === "a")) ids.add(value);
    }
    if ("childNodes" in node) append(stack, node.childNodes);
  }
  // A script writes a page that has no heading yet.
  return hasScript && !hasHeading ? undefined : ids;
}

/** Whether a fragment leads to one of the ids. GitHub and others put a prefix before the ids of what users write. */
export function isAmong(ids: ReadonlySet<string>, fragment: string): boolean {
  const id = decodePercent(fragment);
  return (
    ids.has(fragment) || ids.has(id) || ids.has(`user-content-${id}`) || ids.has(`user-content-${id.toLowerCase()}`)
  );
}
