// What leads to a comment in an address: it is on no resolved map, so it is called by its record.

const COMMENT = "comment.";

export function commentKey(id: string): string {
  return `${COMMENT}${id}`;
}

/** The comment that a key leads to; `null` for a key of something else. */
export function commentIn(key: string): string | null {
  return key.startsWith(COMMENT) ? key.slice(COMMENT.length) : null;
}
