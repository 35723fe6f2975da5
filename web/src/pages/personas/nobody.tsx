import { useCallback } from "react";
import { Button } from "react-aria-components";
import { getPersona } from "../../api/live_api";
import type { ProblemBody } from "../../api/shapes";
import { useRemote } from "../../api/use_remote";
import { useText } from "../../i18n/provider";
import { go, hrefOf, useRoute, withPersona } from "../../route";
import { Notice } from "../trouble";
import { calledOf } from "./persona_form";
import { RuleWords } from "./rule_words";

// A persona whose rule no journey of the map fits: said in the place of its figures, or in a line above them.

interface Props {
  persona: string;
  problem: ProblemBody;
}

/** In the place of a map's figures, where no journey of the map is the persona's: the rule, and the ways out. */
export function Nobody({ persona, problem }: Props) {
  const t = useText();
  const { known, asked, name, without } = useWhom(persona);
  return (
    <Notice
      title={t(without ? "nobody-without-rule" : "nobody-title", { name })}
      help={t(without ? "nobody-without-rule-help" : "nobody-help")}
    >
      {known?.rule != null && (
        <div className="nobody-rule">
          <code>{known.rule}</code>
          <RuleWords rule={known.rule} />
        </div>
      )}
      {known === null && asked && <p className="quiet">{problem.detail}</p>}
      <div className="buttons">
        <WaysOut persona={persona} without={without} />
      </div>
    </Notice>
  );
}

/** The same in one line, where the map is worked on without its figures. */
export function NobodyLine({ persona, problem }: Props) {
  const t = useText();
  const { known, asked, name, without } = useWhom(persona);
  return (
    <section className="nobody-line" role="status">
      <p>
        <strong>{t(without ? "nobody-without-rule" : "nobody-title", { name })}</strong>{" "}
        <span className="quiet">
          {known === null && asked
            ? problem.detail
            : t(without ? "nobody-without-rule-help" : "nobody-help")}
        </span>
      </p>
      <div className="buttons">
        <WaysOut persona={persona} without={without} />
      </div>
    </section>
  );
}

function useWhom(persona: string) {
  const load = useCallback((signal: AbortSignal) => getPersona(persona, signal), [persona]);
  const [found] = useRemote(load);
  const known = found.state === "ready" ? (found.value?.persona ?? null) : null;
  return {
    known,
    asked: found.state === "ready",
    name: known === null ? persona : calledOf(known),
    without: known !== null && known.rule == null,
  };
}

function WaysOut({ persona, without }: { persona: string; without: boolean }) {
  const t = useText();
  const route = useRoute();
  return (
    <>
      <a className="button primary" href={hrefOf({ page: "persona", name: persona })}>
        {t(without ? "nobody-write" : "nobody-change")}
      </a>
      <Button
        className="button"
        onPress={() => {
          if (route.page === "map") go(withPersona(route, null), "replace");
        }}
      >
        {t("whose-clear")}
      </Button>
    </>
  );
}
