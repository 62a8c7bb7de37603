/** The Referer header that a browser sends for an image (https://www.w3.org/TR/referrer-policy/). */

export const referrerPolicies = [
  "no-referrer",
  "no-referrer-when-downgrade",
  "origin",
  "origin-when-cross-origin",
  "same-origin",
  "strict-origin",
  "strict-origin-when-cross-origin",
  "unsafe-url",
] as const;
export type ReferrerPolicy = (typeof referrerPolicies)[number];

/** The policy of a page that does not set one. */
export const defaultReferrerPolicy: ReferrerPolicy = "strict-origin-when-cross-origin";

/** What a `referrerpolicy` says, however long it is: a policy, "" or "invalid". */
export function statedPolicy(value: string): string {
  return value === "" ? "" : (referrerPolicies.find((name) => name === value.trim().toLowerCase()) ?? "invalid");
}

/**
 * The Referer header of a request for `image` by `page`; `undefined` if there is none. An invalid `policy` is
 * ignored. The algorithm is section 8.3 of the standard. Both URLs are absolute.
 */
export function refererFor(page: string, image: string, policy: string): string | undefined {
  const from = new URL(page);
  from.username = from.password = from.hash = "";
  const to = new URL(image);
  const known = referrerPolicies.find((name) => name === statedPolicy(policy)) ?? defaultReferrerPolicy;
  const full = from.href;
  const origin = `${from.origin}/`;
  const same = from.origin === to.origin;
  const downgrade = from.protocol === "https:" && to.protocol !== "https:";
  switch (known) {
    case "no-referrer":
      return undefined;
    case "unsafe-url":
      return full;
    case "origin":
      return origin;
    case "same-origin":
      return same ? full : undefined;
    case "origin-when-cross-origin":
      return same ? full : origin;
    case "no-referrer-when-downgrade":
      return downgrade ? undefined : full;
    case "strict-origin":
      return downgrade ? undefined : origin;
    case "strict-origin-when-cross-origin":
      return same ? full : downgrade ? undefined : origin;
  }
}
