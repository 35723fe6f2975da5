// A map of many cards, as a team has after a year: the same one every time.

const TEXT = [
  "Does not know whether the order went through",
  "Wants to see the whole price before signing up",
  "The form asks for the same address twice",
  "Looks for somebody who has done it before",
  "Waits for an answer and calls another shop meanwhile",
];
const FEEL = ["curious", "hopeful", "wary", "impatient", "frustrated", "calm", "proud"];

/** As `POST /api/v1/maps` takes it: stages of ten steps, with cards of five kinds, feelings, touchpoints and ways between them. */
export function manyCards(steps: number, each: number): object {
  const text = (step: number, card: number) =>
    `${TEXT[(step * 7 + card * 3) % TEXT.length] ?? ""}, ${step + 1}.${card + 1}`;
  const stepOf = (i: number) => {
    const texts = Array.from({ length: each }, (_, card) => text(i, card));
    const part = (k: number) => texts.filter((_, card) => card % 4 === k);
    return {
      step: `Step ${i + 1}`,
      action: "reads, compares, tries",
      touchpoints: [`Page ${i % 12}`],
      channels: [["Web", "App", "Phone", "Store"][i % 4] ?? ""],
      emotion: { feel: FEEL[i % FEEL.length], value: Math.round(15 * Math.sin(i / 3)) / 10 },
      think: part(0),
      need: part(1),
      pains: part(2).map((pain) => ({ pain })),
      opportunities: part(3).map((opportunity) => ({ opportunity, effort: 3 })),
    };
  };
  const all = Array.from({ length: steps }, (_, i) => stepOf(i));
  return {
    wayline: 1,
    map: "Many cards",
    kind: "current_state",
    stages: Array.from({ length: Math.ceil(steps / 10) }, (_, i) => ({
      stage: `Stage ${i + 1}`,
      steps: all.slice(i * 10, i * 10 + 10),
    })),
    paths: Array.from({ length: Math.floor(steps / 10) }, (_, i) => ({
      from: `Step ${i * 10 + 8}`,
      to: `Step ${i * 10 + 3}`,
      when: "comes back",
    })),
  };
}
