import { createContext, use } from "react";
import { Button } from "react-aria-components";
import type { PersonLine } from "../api/live_api";
import type { Person } from "../doc/live_map";
import { useText } from "../i18n/provider";
import { useSomebody } from "../pages/somebody";

// The way back for a page whose cookie the server does not know: cleared, or the server began anew.

/** Goes on with the map as somebody else. */
export const GoOnAs = createContext<(person: PersonLine) => void>(() => undefined);

/** Asks for a name, unless somebody has joined in another tab of this browser already. */
export function JoinAgain({ was }: { was: Person }) {
  const t = useText();
  const goOnAs = use(GoOnAs);
  const [asSomebody, dialog] = useSomebody(was);
  return (
    <>
      <Button
        className="button small"
        onPress={() => {
          asSomebody((me) => {
            // The same person: then only this copy is not welcome.
            if (me?.id === was.id) globalThis.location.reload();
            else if (me !== null) goOnAs(me);
          });
        }}
      >
        {t("edit-join-again")}
      </Button>
      {dialog}
    </>
  );
}
