// @vitest-environment jsdom
import { afterEach, expect, test, vi } from "vitest";
import { focusNext, headOfPage } from "./focus";

afterEach(() => {
  document.body.replaceChildren();
});

function put(html: string): void {
  const page = new DOMParser().parseFromString(html, "text/html");
  document.body.replaceChildren(...page.body.childNodes);
}

const focused = () => (document.activeElement as HTMLElement).id;

test("the focus goes to what is drawn later, and again where it is drawn anew", async () => {
  put('<button id="gone">Send</button>');
  document.getElementById("gone")?.focus();
  focusNext(() => document.getElementById("field"));
  document.getElementById("gone")?.remove();
  put('<input id="field">');
  await vi.waitFor(() => {
    expect(focused()).toBe("field");
  });
  put('<input id="field" value="anew">');
  await vi.waitFor(() => {
    expect(focused()).toBe("field");
  });
});

test("who put the focus elsewhere meanwhile keeps it there", async () => {
  put('<button id="one">1</button><button id="two">2</button><input id="field">');
  document.getElementById("one")?.focus();
  let isThere = false;
  const find = vi.fn(() => (isThere ? document.getElementById("field") : null));
  focusNext(find);
  await vi.waitFor(() => {
    expect(find).toHaveBeenCalled();
  });
  document.getElementById("two")?.focus();
  isThere = true;
  for (let frame = 0; frame < 5; frame += 1)
    await new Promise((drawn) => requestAnimationFrame(drawn));
  expect(focused()).toBe("two");
});

test("a page is led to by its heading, and by its content where it has none", () => {
  put('<main id="content" tabindex="-1"><p>Loading</p></main>');
  expect(headOfPage(0)).toBeNull();
  expect(headOfPage(5000)?.id).toBe("content");
  put('<main id="content"><h2 class="unseen">x</h2><h1 id="head">Maps</h1></main>');
  expect(headOfPage(0)?.id).toBe("head");
  expect(document.getElementById("head")?.tabIndex).toBe(-1);
});

test("a map is led to by its first part, not by the notes at its end", () => {
  put(
    '<main id="content"><b id="far" data-cell="b" tabindex="-1">2</b><b id="here" data-cell="a" tabindex="0">1</b><section class="notes"><h2>Notes</h2></section></main>',
  );
  expect(headOfPage(0)?.id).toBe("here");
});
