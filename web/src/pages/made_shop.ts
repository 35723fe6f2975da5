import type { Answers } from "./fake_server";
import {
  act,
  feeling,
  figure,
  leaving,
  madeLine,
  madeMap,
  opportunity,
  pain,
  stage,
  step,
} from "./made_map";

// A small invented shop for tests of pages, as it is and as it should be.

export const ME = { id: "a", name: "Ann", colour: "#2f5d8c" };
export const shop = madeMap(
  "Garden shop",
  stage(
    "Purchase",
    step("Chooses", { emotion: feeling(0.8, { feel: "hopeful" }) }),
    step("Pays", {
      emotion: feeling(-1.2, { feel: "frustrated" }),
      left: leaving(0.4),
      pains: [pain("Fails on iOS", 1, { detail: "12 of 40" })],
      opportunities: [opportunity("Native wallet", 0.02, 5)],
      actions: [act("Wallet pilot", "running", { owner: "Payments", due: "2026-12-15" })],
      voices: [
        {
          key: "s0.1.voice.0",
          verbatim: "v1",
          text: "付款两次都失败了。",
          language: "zh",
          valence: -1,
          n: 12,
          source: "reviews",
          at: null,
          grade: "supported",
        },
      ],
    }),
  ),
);
export const future = madeMap(
  "Garden shop, 2027",
  stage("Purchase", step("Pays"), step("Is thanked")),
);
export const MAPS: Answers = {
  "GET /api/v1/people/me": ME,
  "GET /api/v1/maps": {
    waiting: false,
    maps: [
      madeLine("shop", "Garden shop", {
        health: { ...shop.health, goal: figure(0.4, 0.02, 1200) },
      }),
      madeLine("future", "Garden shop, 2027", {
        health: { ...future.health, goal: { ...figure(0.6, 0.3, 12), low_base: true } },
      }),
    ],
  },
  "GET /api/v1/maps/shop": shop,
  "GET /api/v1/maps/future": future,
};
