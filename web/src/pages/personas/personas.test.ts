import { expect, test } from "vitest";
import { draftOf, fileNameOf, personaOf } from "./persona_form";
import { wilson } from "./share";

test("Wilson's interval as published, within 0 and 1", () => {
  // Newcombe 1998, table I: 81 of 263 is 0.2553 to 0.3662; 0 of 20 ends at 0.1611.
  const usual = wilson(81, 263);
  expect(usual?.low).toBeCloseTo(0.2553, 4);
  expect(usual?.high).toBeCloseTo(0.3662, 4);
  expect(wilson(0, 20)?.low).toBe(0);
  expect(wilson(0, 20)?.high).toBeCloseTo(0.1611, 4);
  expect(wilson(20, 20)?.high).toBe(1);
  expect(wilson(0, 0)).toBeNull();
  expect(wilson(3, 2)).toBeNull();
});

test("a persona is the same after it was edited without a change", () => {
  const persona = {
    wayline: 1,
    persona: "Busy parent",
    name: "Ann",
    rule: 'channel = "app"',
    needs: ["Calm", "Time"],
    channels: ["app"],
  };
  expect(personaOf(draftOf(persona))).toEqual(persona);
  expect(personaOf(draftOf({ wayline: 1, persona: "Runner" }))).toEqual({
    wayline: 1,
    persona: "Runner",
  });
});

test("empty lines, spaces and repetitions are left out", () => {
  const draft = draftOf(null);
  draft.persona = "  Busy   parent ";
  draft.lists.needs = " Calm \n\n Calm\nTime";
  expect(personaOf(draft)).toEqual({ wayline: 1, persona: "Busy parent", needs: ["Calm", "Time"] });
});

test("a file is named by what the server takes of a persona's name", () => {
  expect(fileNameOf("Молодая мать 2")).toBe("Молодая мать 2");
  expect(fileNameOf(" a/b: ../c ")).toBe("a b c");
  expect(fileNameOf("///")).toBe("");
  expect(fileNameOf("x".repeat(99))).toHaveLength(64);
});
