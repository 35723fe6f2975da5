// Places that can hold the focus. A spot is the id of a record, or the name of a cell or of a lane's title, which have none.

export type Spot = string;

/** A cell without cards, or one of a lane that spreads over all steps. */
export function cellSpot(lane: string, column: string): Spot {
  return `cell ${lane} ${column}`;
}

export function laneSpot(lane: string): Spot {
  return `lane ${lane}`;
}

export type Place =
  | { at: "record"; id: string }
  | { at: "cell"; lane: string; column: string }
  | { at: "lane"; lane: string };

export function placeOf(spot: Spot): Place {
  const [what, lane = "", column = ""] = spot.split(" ");
  if (what === "cell" && column !== "") return { at: "cell", lane, column };
  if (what === "lane" && lane !== "") return { at: "lane", lane };
  return { at: "record", id: spot };
}
