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

/** In the place of a map's figures, where no journey of the map is the persona's: the rule, and the ways out. */
export function Nobody({ persona, problem }: { persona: string; problem: ProblemBody }) {
  const t = useText();
  const route = useRoute();
  const load = useCallback((signal: AbortSignal) => getPersona(persona, signal), [persona]);
  const [found] = useRemote(load);
  const known = found.state === "ready" ? (found.value?.persona ?? null) : null;
  const name = known === null ? persona : calledOf(known);
  const without = known !== null && known.rule == null;
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
      {known === null && found.state === "ready" && <p className="quiet">{problem.detail}</p>}
      <div className="buttons">
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
      </div>
    </Notice>
  );
}
