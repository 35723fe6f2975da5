// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { aloneMap } from "../doc/for_tests/alone";
import { drawnPoint, STEP } from "./for_tests/feeling_point";
import { sampleRecords } from "./for_tests/sample_records";

// A figure that is not on the scale is refused where it is typed, with the reason; nothing else is put in its place.

Element.prototype.scrollIntoView = vi.fn();
Element.prototype.scrollTo = vi.fn();
vi.stubGlobal("CSS", { escape: (text: string) => text.replace(/["\\]/g, "\\$&") });

afterEach(cleanup);

test("−18 is not on the scale: the step keeps what it had, and the reason is said", async () => {
  const live = await aloneMap(sampleRecords());
  const value = () => live.snapshot().records.get(STEP)?.values.value;
  const before = value();
  const point = drawnPoint(live);
  act(() => {
    point.focus();
  });
  fireEvent.keyDown(point, { key: "Enter" });
  const figure = await screen.findByRole("spinbutton");
  const type = (typed: string) => fireEvent.change(figure, { target: { value: typed } });
  type("-1");
  expect(value()).toBe(-1);
  type("-18");
  expect(value()).toBe(before);
  expect(screen.getByRole("alert").textContent).toContain("−18");
  fireEvent.keyDown(figure, { key: "Enter" });
  expect(screen.queryByRole("spinbutton")).not.toBeNull();
  type("-1.8");
  expect(value()).toBe(-1.8);
  expect(screen.queryByRole("alert")).toBeNull();
});
