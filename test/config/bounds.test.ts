/** What a configuration could do to make stet slow is an error that names the place, or is bounded. */
import { describe, expect, it } from "vitest";
import { compileGlob } from "../../src/config/globs.js";
import { probePolicy } from "../../src/config/probe-policy.js";
import { longestGlob } from "../../src/patterns/glob.js";
import { defaultPolicy } from "../../src/probe/policy.js";
import { linkWithoutNetwork } from "../../src/probe/without-network.js";

const policy = (images: Parameters<typeof probePolicy>[0]) => probePolicy(images, { offline: false, version: "0.1" });

describe("a pattern that no engine can compare in bounded time is an error with its place", () => {
  it.each<[keyof Parameters<typeof probePolicy>[0], unknown, string]>([
    ["exclude", ["/(.*)\\1/"], 'images.exclude: comparing the pattern "/(.*)\\1/" could take too long.'],
    ["include", ["/(.*)\\1/"], 'images.include: comparing the pattern "/(.*)\\1/" could take too long.'],
    ["remap", [{ from: "/(.*)\\1/", to: "" }], 'images.remap[0].from: comparing the pattern "/(.*)\\1/"'],
    [
      "placeholders",
      [{ name: "a", url: "/(.*)\\1/" }],
      'images.placeholders[0].url: comparing the pattern "/(.*)\\1/"',
    ],
  ])("images.%s", (key, value, message) => {
    expect(() => policy({ [key]: value })).toThrow(message);
  });

  it("globs of overrides and schemas", () => {
    expect(() => compileGlob("[z-a].md", "stet.config.json: schemas")).toThrow(
      'stet.config.json: schemas: invalid glob "[z-a].md".',
    );
    expect(() => compileGlob("*".repeat(longestGlob + 1), "stet.config.json: overrides")).toThrow(
      /^stet\.config\.json: overrides: comparing the pattern "\*{100}…" could take too long\.$/,
    );
  });
});

it("a URL that is too long to compare is not requested, and is said to be unchecked", () => {
  const exclude = policy({ exclude: ["https://cdn.example/**/*-*-*x*.*"] });
  const fact = linkWithoutNetwork(`https://cdn.example/${"a-".repeat(1_000_000)}`, { ...defaultPolicy, ...exclude });
  expect(fact).toMatchObject({ verdict: "unchecked", reason: "unsupported" });
  expect(fact?.detail).toMatch(/^the URL has 2000020 characters, too many to compare it with /);
});
