// @vitest-environment jsdom
import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { aloneMap } from "../doc/for_tests/alone";
import { DeskContext, makeDesk } from "./desk";
import { Said } from "./said";
import { createUi } from "./ui_state";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test("the same words are told each time, however soon, and nothing old is left to read", async () => {
  const desk = makeDesk("m", await aloneMap(), createUi(), (key) => key);
  render(
    <DeskContext value={desk}>
      <Said />
    </DeskContext>,
  );
  const told = () => screen.getByRole("status").textContent;
  const say = () => {
    act(() => {
      desk.say("Moved");
    });
    return told();
  };
  const pass = (ms: number) => {
    act(() => {
      vi.advanceTimersByTime(ms);
    });
  };
  expect(say().trim()).toBe("Moved");
  pass(6_000);
  expect(told()).toBe("");
  let last = "";
  for (let times = 0; times < 4; times += 1) {
    const now = say();
    expect(now.trim()).toBe("Moved");
    // A screen reader hears only what changes.
    expect(now).not.toBe(last);
    last = now;
    pass(1_000);
  }
});
