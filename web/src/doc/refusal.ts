// Why an edit cannot be.

/** What a person is told of a refusal in their language, and the bound where there is one. */
export interface RefusalCode {
  readonly code:
    "opening" | "gone" | "wrong-place" | "wrong-value" | "too-long" | "too-many-items" | "too-many";
  readonly most?: number | undefined;
}

/** Its message is for developers; what cannot come from a person's hand has no code. */
export class Refusal extends Error {
  override name = "Refusal";
  readonly said: RefusalCode | null;

  constructor(message: string, said: RefusalCode | null = null) {
    super(message);
    this.said = said;
  }
}
