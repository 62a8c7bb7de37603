import pLimit, { type LimitFunction } from "p-limit";
import type { ProbePolicy } from "./probe.js";

/** Runs tasks within the limits of the policy, in total and per host. `more`: other tasks wait for this host. */
export type Schedule = <T>(host: string, task: (more: boolean) => Promise<T>) => Promise<T>;

/**
 * @param turn is awaited before a task of this host takes one of the places in total.
 * @param placesOf how many tasks of a host may run now, up to the limit of the policy.
 */
export function openSchedule(
  policy: Pick<ProbePolicy, "concurrency" | "concurrencyPerHost">,
  turn: (host: string) => Promise<void> = async () => {},
  placesOf?: (host: string) => number,
): Schedule {
  const total = pLimit(policy.concurrency);
  const hosts = new Map<string, { limit: LimitFunction; tasks: number }>();
  return async (host, task) => {
    const own = hosts.get(host) ?? { limit: pLimit(policy.concurrencyPerHost), tasks: 0 };
    hosts.set(host, own);
    own.tasks++;
    try {
      // The host's turn comes first, so that tasks for a slow host do not block other hosts.
      return await own.limit(async () => {
        await turn(host);
        return total(() => task(own.limit.pendingCount > 0));
      });
    } finally {
      const places = placesOf?.(host);
      if (places !== undefined && places !== own.limit.concurrency) own.limit.concurrency = places;
      if (--own.tasks === 0) hosts.delete(host);
    }
  };
}
