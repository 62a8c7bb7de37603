import { afterEach } from "vitest";
import { openProbe } from "../../src/probe/open-probe.js";
import { defaultPolicy } from "../../src/probe/policy.js";
import type { Probe, ProbePolicy } from "../../src/probe/probe.js";
import type { ImageFact } from "../../src/probe/types.js";
import { type PictureServer, type Route, startPictureServer } from "../support/picture-server.js";

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

/** A server that is closed when the test ends. */
export async function serve(routes?: Readonly<Record<string, Route>>): Promise<PictureServer> {
  const server = await startPictureServer(routes);
  open.push(server);
  return server;
}

/** A probe that is closed when the test ends; loopback may be asked unless `policy` says otherwise. */
export function probeWith(policy: Partial<ProbePolicy> = {}): Probe {
  const probe = openProbe({ ...defaultPolicy, allowPrivate: true, ...policy });
  open.push(probe);
  return probe;
}

/** The requests of a fact on one line: `HEAD 405 > GET 0-4095 206`. */
export function trail(fact: ImageFact): string {
  return fact.requests
    .map(({ method, range, status, error }) =>
      [method, range?.replace("bytes=", ""), status ?? error].filter(Boolean).join(" "),
    )
    .join(" > ");
}
