import { useCallback } from "react";
import { Button, Menu, MenuItem, MenuTrigger, Popover, Separator } from "react-aria-components";
import { getPersona, getPersonaNames } from "../../api/live_api";
import type { OfPersona } from "../../api/parts";
import { useRemote } from "../../api/use_remote";
import { useReader, useText } from "../../i18n/provider";
import { go, hrefOf, personaIn, useRoute, withPersona, type Route } from "../../route";
import "../../styles/whose.css";
import { calledOf } from "./persona_form";

// Whose journeys a map is looked at over: chosen in its head, said there as long as it is so, kept in the address.

/** The persona that the address names. */
export function usePersona(): string | null {
  return personaIn(useRoute());
}

/** Looks at the map that is open over a persona's journeys; over all of them without one. */
export function choosePersona(route: Route, persona: string | null): void {
  if (route.page === "map") go(withPersona(route, persona), "replace");
}

/** The choice of a persona, with how many of the map's customers it is. */
export function Whose(props: {
  of: OfPersona | null;
  unit: string;
  /** No journey of the map is the persona's. */
  isNobody?: boolean;
}) {
  const { of, unit, isNobody = false } = props;
  const t = useText();
  const route = useRoute();
  const persona = usePersona();
  const { format } = useReader();
  // Who has figures brings their name with them.
  const load = useCallback(
    (signal: AbortSignal) =>
      isNobody && persona !== null ? getPersona(persona, signal) : Promise.resolve(null),
    [isNobody, persona],
  );
  const [found] = useRemote(load);
  const known = found.state === "ready" ? found.value : null;
  const called = known === null ? (persona ?? "") : calledOf(known.persona);
  const share = of?.size.share;
  const few = share?.low_base === true;
  const said =
    persona === null
      ? t("whose-all")
      : of === null
        ? t(isNobody ? "whose-nobody" : "whose-loading", { name: called })
        : t("whose-of", {
            name: of.persona,
            share: share?.value == null ? "—" : format.percent(share.value),
            unit,
          });
  return (
    <span className={persona === null ? "whose" : few ? "whose on few" : "whose on"}>
      <MenuTrigger>
        <Button className="whose-choice" aria-label={t("whose-label", { now: said })}>
          {said}
          {few && ` · ${t("evidence-low-base")}`} <span aria-hidden="true">▾</span>
        </Button>
        <Popover className="popover" placement="bottom start">
          <Choices
            unit={unit}
            choose={(persona) => {
              choosePersona(route, persona);
            }}
          />
        </Popover>
      </MenuTrigger>
      {persona !== null && (
        <Button
          className="whose-clear"
          aria-label={t("whose-clear")}
          onPress={() => {
            choosePersona(route, null);
          }}
        >
          ✕
        </Button>
      )}
      {of !== null && (
        <span className="unseen" role="status">
          {t("whose-said", {
            name: of.persona,
            journeys: format.whole(of.size.journeys),
            of: format.whole(of.size.of),
            unit,
          })}
        </span>
      )}
    </span>
  );
}

interface Chosen {
  id: string;
  name: string;
  share: number | null;
  low: number | null;
  high: number | null;
  why: string | null;
}

async function loadChoices(signal: AbortSignal): Promise<Chosen[]> {
  const names = (await getPersonaNames(signal)) ?? [];
  const found = await Promise.all(names.map((id) => getPersona(id, signal)));
  return found.flatMap((one, i) =>
    one === null
      ? []
      : [
          {
            id: names[i] ?? "",
            name: one.persona.name ?? one.persona.persona,
            share: one.size.share?.value ?? null,
            low: one.size.share?.low ?? null,
            high: one.size.share?.high ?? null,
            why: one.size.why ?? null,
          },
        ],
  );
}

const ALL = "\u0000all";
const MANAGE = "\u0000manage";

function Choices(props: { unit: string; choose: (persona: string | null) => void }) {
  const t = useText();
  const { format } = useReader();
  const [personas] = useRemote(useCallback((signal: AbortSignal) => loadChoices(signal), []));
  const now = usePersona();
  const all = personas.state === "ready" ? personas.value : [];
  return (
    <Menu
      className="menu"
      aria-label={t("whose-choose")}
      selectionMode="single"
      selectedKeys={[now ?? ALL]}
      disabledKeys={all.filter(({ share }) => share === null).map(({ id }) => id)}
      onAction={(key) => {
        if (key !== MANAGE) props.choose(key === ALL ? null : String(key));
      }}
    >
      <MenuItem id={ALL} className="menu-item">
        {t("whose-all")}
      </MenuItem>
      {all.map(({ id, name, share, low, high, why }) => (
        <MenuItem key={id} id={id} className="menu-item" textValue={name}>
          <span>{name}</span>
          <small className="quiet">
            {share === null
              ? (why ?? "")
              : [
                  format.percent(share),
                  low !== null && high !== null ? t("health-range", format.bounds(low, high)) : "",
                ]
                  .filter(Boolean)
                  .join(" ")}
          </small>
        </MenuItem>
      ))}
      <Separator className="menu-line" />
      <MenuItem id={MANAGE} className="menu-item" href={hrefOf({ page: "personas" })}>
        {t("whose-manage")}
      </MenuItem>
    </Menu>
  );
}
