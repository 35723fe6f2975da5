// @vitest-environment jsdom
import { act, cleanup, render, screen } from "@testing-library/react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { announce, Announcer } from "./announcer";

// jsdom has none, and React Aria asks for it.
vi.stubGlobal("CSS", { escape: (text: string) => text });

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  act(() => {
    vi.runAllTimers();
  });
  cleanup();
  vi.useRealTimers();
});

const told = () => [...screen.getByRole("log").children].map(({ textContent }) => textContent);

test("the same words twice are told twice, and go away again", () => {
  render(<Announcer />);
  act(() => {
    announce("Copied");
  });
  const [first] = screen.getByRole("log").children;
  act(() => {
    announce("Copied");
    announce("Maps");
  });
  expect(told()).toEqual(["Copied", "Copied", "Maps"]);
  // What was told is not told anew.
  expect(screen.getByRole("log").firstChild).toBe(first);
  act(() => {
    vi.advanceTimersByTime(7_000);
  });
  expect(told()).toEqual([]);
});

test("it is heard while a dialog is open", () => {
  render(
    <>
      <main>
        <p>the page</p>
        <Announcer />
      </main>
      <ModalOverlay isOpen>
        <Modal>
          <Dialog>
            <Heading slot="title">Rename</Heading>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>,
  );
  act(() => {
    announce("Saved");
  });
  // What is hidden from a screen reader has no role here.
  expect(screen.getByRole("dialog").textContent).toContain("Rename");
  expect(screen.queryByText("the page")?.closest("[aria-hidden=true], [inert]")).not.toBeNull();
  expect(told()).toEqual(["Saved"]);
  expect(screen.getByRole("log").closest("[aria-hidden=true], [inert]")).toBeNull();
});
