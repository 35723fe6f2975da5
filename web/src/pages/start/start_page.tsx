import { useState } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { forgetMaps } from "../../api/all_maps";
import { draftMap, makeMap, type JourneyMap } from "../../api/live_api";
import { useText } from "../../i18n/provider";
import { go } from "../../route";
import "../../styles/start.css";
import { TroubleLine, useDoing } from "../asked";
import { useSomebody } from "../somebody";
import { Blank } from "./blank";
import { Draft } from "./draft";
import { Paste } from "./paste";
import { Questions } from "./questions";
import { Templates } from "./templates";

// From nothing to a first map.

const WAYS = ["questions", "template", "paste", "draft", "blank"] as const;

/** What every way to a first map is given. */
export interface Making {
  make: (map: JourneyMap) => void;
  draft: (name: string) => void;
  busy: boolean;
}

/** The ways to a first map. */
export function StartPage({ first = false }: { first?: boolean }) {
  const t = useText();
  const [doing, run] = useDoing();
  const [asSomebody, asking] = useSomebody();
  const [way, setWay] = useState<string>("questions");
  const begin = (made: () => Promise<{ id: string }>) => {
    asSomebody(() => {
      void run(made).then((made) => {
        if (made === null) return;
        forgetMaps();
        go({ page: "map", id: made.id, view: "edit", key: null });
      });
    });
  };
  const making: Making = {
    make: (map) => {
      begin(() => makeMap(map));
    },
    draft: (name) => {
      begin(() => draftMap(name));
    },
    busy: doing.busy,
  };
  const panels = {
    questions: <Questions {...making} />,
    template: <Templates {...making} />,
    paste: <Paste {...making} />,
    draft: <Draft {...making} />,
    blank: <Blank {...making} />,
  };
  return (
    <article className="start">
      <h1>{first ? t("start-first-title") : t("start-title")}</h1>
      <p className="lead">{t("start-intro")}</p>
      <Tabs
        className="ways"
        selectedKey={way}
        onSelectionChange={(key) => {
          setWay(String(key));
        }}
      >
        <TabList className="way-list" aria-label={t("start-ways")}>
          {WAYS.map((id) => (
            <Tab key={id} id={id} className="way">
              <strong>{t(`start-way-${id}`)}</strong>
              <small>{t(`start-way-${id}-help`)}</small>
            </Tab>
          ))}
        </TabList>
        {WAYS.map((id) => (
          <TabPanel key={id} id={id} className="way-panel">
            <h2 className="unseen">{t(`start-way-${id}`)}</h2>
            {panels[id]}
          </TabPanel>
        ))}
      </Tabs>
      <TroubleLine trouble={doing.trouble} />
      {doing.busy && (
        <p role="status" className="quiet">
          {t("start-making")}
        </p>
      )}
      {asking}
    </article>
  );
}
