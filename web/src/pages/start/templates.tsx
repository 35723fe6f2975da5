import { useCallback } from "react";
import { Button } from "react-aria-components";
import { getTemplates } from "../../api/live_api";
import { useRemote } from "../../api/use_remote";
import { useReader, useText } from "../../i18n/provider";
import { Loading, Notice, TroubleNotice } from "../trouble";
import { StageStrip } from "./stage_strip";
import type { Making } from "./start_page";

/** Maps that others began with. */
export function Templates({ make, busy }: Making) {
  const t = useText();
  const { language } = useReader();
  const load = useCallback((signal: AbortSignal) => getTemplates(language, signal), [language]);
  const [templates, again] = useRemote(load);
  if (templates.state === "loading") return <Loading text={t("loading")} />;
  if (templates.state === "failed")
    return <TroubleNotice trouble={templates.trouble} again={again} />;
  if (templates.value === null || templates.value.length === 0)
    return <Notice title={t("start-templates-none")} help={t("start-templates-none-help")} />;
  return (
    <ul className="templates">
      {templates.value.map((template) => (
        <li key={template.id}>
          <h3>{template.name}</h3>
          <p className="quiet">{template.about}</p>
          <StageStrip stages={template.map.stages} />
          <Button
            className="button primary"
            isDisabled={busy}
            onPress={() => {
              make(template.map);
            }}
          >
            {t("start-use-template", { name: template.name })}
          </Button>
        </li>
      ))}
    </ul>
  );
}
