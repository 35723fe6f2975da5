import type { Refusal } from "../doc/refusal";
import type { Text } from "../i18n/provider";

// What is told where an edit is refused.

/** In the reader's language, where the refusal has a code. */
export function refusedText({ said, message }: Refusal, t: Text): string {
  const why = said === null ? message : t(`edit-refused-${said.code}`, { most: said.most ?? 0 });
  return t("edit-refused", { why });
}
