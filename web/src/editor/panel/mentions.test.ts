import { expect, test } from "vitest";
import { mentionsIn } from "./mentions";

const person = (id: string, name: string) => ({ id, name, colour: "#2f5d8c" });

test("a name is not found within a longer one, and of two who are called the same both are named", () => {
  const people = [person("1", "Ann"), person("2", "Anna"), person("3", "anna"), person("4", "Bo")];
  expect(mentionsIn("@Anna, is this so?", people)).toEqual(["2", "3"]);
  expect(mentionsIn("@ann and @Bo", people)).toEqual(["1", "4"]);
  expect(mentionsIn("mail to ann@bo", people)).toEqual(["4"]);
  expect(mentionsIn("nobody", people)).toEqual([]);
});
