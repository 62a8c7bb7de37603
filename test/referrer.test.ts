import { describe, expect, it } from "vitest";
import { refererFor } from "../src/probe/referrer.js";

const page = "https://user:pass@news.example/2026/a.html?x=1#top";
const full = "https://news.example/2026/a.html?x=1";
const origin = "https://news.example/";
const none = undefined;

/** The table of https://www.w3.org/TR/referrer-policy/#referrer-policies, from a page with https. */
describe("the Referer of a picture", () => {
  it.each([
    // policy, same origin, other origin, other origin without TLS
    ["no-referrer", none, none, none],
    ["no-referrer-when-downgrade", full, full, none],
    ["origin", origin, origin, origin],
    ["origin-when-cross-origin", full, origin, origin],
    ["same-origin", full, none, none],
    ["strict-origin", origin, origin, none],
    ["strict-origin-when-cross-origin", full, origin, none],
    ["unsafe-url", full, full, full],
    ["", full, origin, none],
    ["NO-REFERRER", none, none, none],
    ["none of these", full, origin, none],
  ])("%j", (policy, same, other, downgrade) => {
    expect(refererFor(page, "https://news.example/a.png", policy)).toBe(same);
    expect(refererFor(page, "https://img.example/a.png", policy)).toBe(other);
    expect(refererFor(page, "http://img.example/a.png", policy)).toBe(downgrade);
  });
});
