import type { Fields, Rec } from "../../doc/edit";
import { spread } from "../../doc/rank";
import { fieldOf } from "../../doc/schema";

// A map of eight steps to test the editor with: the one of the design, from first ad to advocate.

interface Sown {
  kind: string;
  id: string;
  fields: Fields;
  inside?: Sown[];
}

let numbered = 0;

function sow(kind: string, fields: Fields, inside: Sown[] = [], id?: string): Sown {
  numbered += 1;
  return { kind, id: id ?? `${kind}${numbered}`, fields, inside };
}

function cards(kind: string, ...texts: string[]): Sown[] {
  return texts.map((text) => sow(kind, { text }));
}

function step(name: string, fields: Fields, inside: Sown[] = []): Sown {
  return sow("step", { name, ...fields }, inside, `step-${name.replaceAll(" ", "-")}`);
}

const claim = JSON.stringify({ op: "ratings", about: "pay", is: "mean < 3" });

function opportunity(text: string, fields: Fields, ...actions: Fields[]): Sown {
  return sow(
    "opportunity",
    { text, ...fields },
    actions.map((one) => sow("action", one)),
  );
}

function channels(...ids: string[]): Fields {
  return { channels: ids };
}

/** The records of the map. */
export function sampleRecords(): Rec[] {
  numbered = 0;
  const map = sow(
    "map",
    { name: "From first ad to advocate", kind: "current_state" },
    [
      ...[
        "Instagram",
        "Search",
        "Web",
        "App store",
        "Chat",
        "App",
        "Bank",
        "E-mail",
        "Phone",
        "Social",
      ].map((name) => sow("channel", { name }, [], name.replace(" ", "-"))),
      sow("touchpoint", { name: "checkout page" }, [], "checkout"),
      sow("stage", { name: "Awareness", question: "Who are you?", task: "Be found" }, [
        step(
          "Sees the ad",
          {
            action: "scrolls, stops, taps",
            value: 0.4,
            feel: "curious",
            from: "estimate",
            ...channels("Instagram", "Search"),
          },
          [
            ...cards("think", "Looks nice, is it real?"),
            ...cards("need", "See at once what it is"),
          ],
        ),
      ]),
      sow(
        "stage",
        { name: "Consideration", question: "Should I go with them?", task: "Give proof" },
        [
          step(
            "Reads reviews",
            {
              action: "compares three apps",
              value: 1,
              feel: "hopeful",
              match: ["review_read"],
              ...channels("Web", "App-store"),
            },
            [...cards("think", "Others stuck with it"), ...cards("need", "Honest numbers")],
          ),
          step(
            "Checks prices",
            {
              action: "looks for the catch",
              value: 0.1,
              feel: "wary",
              match: ["price_view"],
              ...channels("Web", "Chat"),
            },
            [
              ...cards("think", "What will it cost in a year?"),
              sow("pain", { text: "Price changes in the basket", claim }, [], "pain-price"),
              opportunity(
                "Show the full price at once",
                { effort: 2 },
                { text: "A/B: price up front", status: "running", owner: "Product" },
              ),
            ],
          ),
        ],
      ),
      sow("stage", { name: "Purchase", question: "Let's do it", task: "Stay out of the way" }, [
        step(
          "Starts checkout",
          {
            action: "picks the monthly plan",
            value: -0.5,
            feel: "impatient",
            match: ["checkout_start"],
            touchpoints: ["checkout"],
            ...channels("Web", "App"),
          },
          [
            sow("pain", { text: "11 fields before paying", claim }, [], "pain-fields"),
            ...cards("need", "Be done in a minute"),
          ],
        ),
        step(
          "Pays",
          {
            action: "card, then 3-D Secure",
            value: -0.8,
            feel: "frustrated",
            match: ["payment_info", "payment_failed"],
            ...channels("App", "Bank"),
          },
          [
            ...cards("think", "Did it go through?"),
            ...cards("need", "Be sure it worked"),
            sow(
              "pain",
              { text: "3-D Secure fails on iOS", claim },
              [
                sow("vote", { by: "me" }),
                sow("vote", { by: "ak" }),
                sow("comment", { text: "Same as in March?", by: "ak", at: 1_700_000_000_000 }),
              ],
              "pain-3ds",
            ),
            opportunity(
              "Native wallet payment",
              { effort: 5, claim },
              {
                text: "Wallet pilot, iOS",
                status: "running",
                owner: "Payments",
                due: "2026-12-15",
              },
            ),
          ],
        ),
      ]),
      sow(
        "stage",
        { name: "Retention", question: "Do I stay or leave?", task: "Keep the promise" },
        [
          step(
            "First workout",
            {
              action: "sets up, tries day 1",
              value: 1.4,
              feel: "proud",
              match: ["workout_done"],
              ...channels("App", "E-mail"),
            },
            [...cards("think", "I can do this")],
          ),
          step(
            "Asks support",
            {
              action: "how do I pause?",
              value: -0.6,
              feel: "confused",
              match: ["ticket_opened"],
              department: "Support",
              ...channels("Chat", "Phone"),
            },
            [
              sow("pain", { text: "Pausing needs a phone call" }, [], "pain-pause"),
              opportunity(
                "Self-service pause",
                { effort: 1 },
                { text: "Pause screen", status: "planned", owner: "Support" },
              ),
            ],
          ),
        ],
      ),
      sow("stage", { name: "Advocacy", question: "You must try this", task: "Say thanks" }, [
        step(
          "Invites a friend",
          {
            action: "shares her result",
            value: 1.9,
            feel: "delighted",
            match: ["invite_sent"],
            ...channels("App", "Social"),
          },
          [...cards("need", "Look good doing it")],
        ),
      ]),
      sow(
        "path",
        { from: "@step-Asks-support", to: "@step-First-workout", when: "returns after help" },
        [],
        "path-back",
      ),
      sow(
        "hand_over",
        { from: "@step-Pays", to: "@step-Asks-support", what: "failed payments" },
        [],
        "hand-over",
      ),
      sow(
        "path",
        { from: "@step-Sees-the-ad", to: "@step-Starts-checkout", when: "bought before" },
        [],
        "path-skip",
      ),
    ],
    "map",
  );
  const records: Rec[] = [];
  collect(map, null, "V", records);
  return records;
}

/** The records of a map that is wider than any window: in every step a pain and a thought, ways between some. */
export function wideRecords(steps: number): Rec[] {
  const stepAt = (i: number) =>
    sow(
      "step",
      { name: `Step ${i}`, value: Math.round(10 * Math.sin(i)) / 10 },
      [sow("pain", { text: `Hurts ${i}` }, [], `pain-${i}`), ...cards("think", `Thinks ${i}`)],
      `step-${i}`,
    );
  const all = Array.from({ length: steps }, (_, i) => stepAt(i));
  const stages = Array.from({ length: Math.ceil(steps / 10) }, (_, i) =>
    sow("stage", { name: `Stage ${i}` }, all.slice(i * 10, i * 10 + 10), `stage-${i}`),
  );
  const way = sow("path", { from: "@step-2", to: `@step-${steps - 2}`, when: "skips" }, [], "way");
  const records: Rec[] = [];
  collect(sow("map", { name: "Wide" }, [...stages, way], "map"), null, "V", records);
  return records;
}

function collect(
  { id, kind, fields, inside = [] }: Sown,
  parent: string | null,
  rank: string,
  into: Rec[],
): void {
  const text: Record<string, string> = {};
  const values: Record<string, string | number | true> = {};
  const sets: Record<string, { item: string; rank: string }[]> = {};
  for (const [field, value] of Object.entries(fields)) {
    if (Array.isArray(value)) {
      const ranks = spread(value.length);
      sets[field] = value.map((item, i) => ({ item, rank: ranks[i] ?? "V" }));
    } else if (fieldOf(kind, field)?.type === "text") text[field] = String(value);
    else values[field] = value;
  }
  into.push({
    id,
    kind,
    parent,
    rank: parent === null ? "" : rank,
    gone: null,
    text,
    values,
    sets,
  });
  const ranks = spread(inside.length);
  inside.forEach((one, i) => {
    collect(one, id, ranks[i] ?? "V", into);
  });
}
