import { useState } from "react";
import { useText } from "../../i18n/provider";
import { NameAndMake, nameOr } from "./begin";
import type { Making } from "./start_page";

/** A map with nothing in it but a first step. */
export function Blank({ make, busy }: Making) {
  const t = useText();
  const [name, setName] = useState("");
  const called = nameOr(name, t("start-name-plain"));
  return (
    <form
      className="questions"
      onSubmit={(event) => {
        event.preventDefault();
        make({
          wayline: 1,
          map: called,
          kind: "current_state",
          stages: [{ stage: t("start-blank-stage"), steps: [{ step: t("start-blank-step") }] }],
        });
      }}
    >
      <p>{t("start-blank-about")}</p>
      <NameAndMake
        name={name}
        change={setName}
        otherwise={t("start-name-plain")}
        act={t("start-make")}
        disabled={busy}
      />
    </form>
  );
}
