// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { aloneMap } from "../../doc/for_tests/alone";
import { InReadersLanguage } from "../../i18n/provider";
import { setTimer } from "../acts/talk";
import { DeskContext, makeDesk } from "../desk";
import { sampleRecords } from "../for_tests/sample_records";
import { createUi } from "../ui_state";
import { SAID_MS, SEEN_MS, Timer } from "./timer";

// A round whose time is up.

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const ROUND_MS = 3_000;

/** A round that is over just now. */
async function over() {
  const live = await aloneMap(sampleRecords());
  const desk = makeDesk("m", live, createUi(), (key) => key);
  setTimer(desk, Date.now() + ROUND_MS);
  render(
    <InReadersLanguage>
      <DeskContext value={desk}>
        <Timer />
      </DeskContext>
    </InReadersLanguage>,
  );
  expect(screen.getByRole("timer").textContent).toContain("0:03");
  await wait(ROUND_MS + 500);
  expect(screen.getByRole("timer").className).toContain("over");
  return { desk, live };
}

async function wait(ms: number) {
  await act(() => vi.advanceTimersByTimeAsync(ms));
}

test("that the time is up is said until it has been long enough, and changes nothing on the map", async () => {
  const { live } = await over();
  const before = live.snapshot();
  await wait(SAID_MS - 2_000);
  expect(screen.getByRole("timer").className).toContain("over");
  await wait(2_000);
  expect(screen.queryByRole("timer")).toBeNull();
  expect(live.snapshot()).toBe(before);
});

test("any key or click ends it, but not what was on its way when it came", async () => {
  for (const act of [
    () => fireEvent.keyDown(document.body, { key: "a" }),
    () => fireEvent.pointerDown(document.body),
  ]) {
    await over();
    act();
    await wait(0);
    expect(screen.queryByRole("timer")).not.toBeNull();
    await wait(SEEN_MS);
    act();
    await wait(0);
    expect(screen.queryByRole("timer")).toBeNull();
    cleanup();
  }
});

test("the next round is told anew", async () => {
  const { desk } = await over();
  await wait(SAID_MS);
  act(() => {
    setTimer(desk, Date.now() + ROUND_MS);
  });
  await wait(0);
  expect(screen.getByRole("timer").textContent).toContain("0:03");
});
