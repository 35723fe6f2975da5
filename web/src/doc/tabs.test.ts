import { expect, test } from "vitest";
import { begun, nameOf, stage, write } from "./for_tests/begun";

test("what another tab has of the refused is taken out there too", async () => {
  const { server, clock, open } = await begun();
  const [one, two] = [await open(), await open()];
  server.refuses = (update) => ((server.doc.reach(update)?.to.size ?? 0) > 0 ? "no" : null);
  one.dispatch([write("Bad")], "");
  await clock.pass(10);
  expect(nameOf(two)).toBe("Bad");
  await clock.pass(5000);
  expect(nameOf(one)).toBe("Find");
  expect(nameOf(two)).toBe("Find");
  server.refuses = () => null;
  await clock.pass(60_000);
  expect(nameOf(server.doc)).toBe("Find");
  expect(nameOf(two)).toBe("Find");
  one.close();
  two.close();
});

test("two tabs stay in step without a server", async () => {
  const { server, clock, open } = await begun();
  const [one, two] = [await open(), await open()];
  server.reachable = false;
  server.drop();
  one.dispatch([write("One")], "");
  await clock.pass(10);
  two.dispatch([stage("g2")], "");
  await clock.pass(10);
  expect(nameOf(two)).toBe("One");
  expect(nameOf(one, "g2")).toBe("g2");
  // A third finds all of it.
  const three = await open();
  await clock.pass(10);
  expect([nameOf(three), nameOf(three, "g2")]).toEqual(["One", "g2"]);
  server.reachable = true;
  await clock.pass(60_000);
  expect([nameOf(server.doc), nameOf(server.doc, "g2")]).toEqual(["One", "g2"]);
  for (const live of [one, two, three]) {
    expect(live.standing()).toEqual({ state: "kept" });
    live.close();
  }
});

test("what a tab did not get to send is sent by the other", async () => {
  const { server, clock, open } = await begun();
  const [one, two] = [await open(), await open()];
  server.dead = true;
  one.dispatch([write("Last words")], "");
  await clock.pass(10);
  one.close();
  server.dead = false;
  await clock.pass(2000);
  expect(nameOf(server.doc)).toBe("Last words");
  two.close();
});
