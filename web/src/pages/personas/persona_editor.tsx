import { useCallback, useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components";
import { forgetMaps } from "../../api/all_maps";
import { getPersona, putPersona, type Persona, type TaggedPersona } from "../../api/live_api";
import { codeOf, TroubleError } from "../../api/problem";
import { useRemote } from "../../api/use_remote";
import { useText } from "../../i18n/provider";
import { go } from "../../route";
import { TroubleLine, useDoing } from "../asked";
import { useSomebody } from "../somebody";
import { calledOf, draftOf, fileNameOf, LISTS, personaOf, type Draft } from "./persona_form";
import { ConflictView } from "./conflict_view";
import { mapsOf } from "./load";
import { merge, type Conflict } from "./persona_merge";
import { RuleField } from "./rule_field";
import { useNewer } from "./use_newer";

/** Whether somebody else wrote in the meantime. */
function changedMeanwhile(error: unknown): boolean {
  if (!(error instanceof TroubleError)) return false;
  const { trouble } = error;
  return trouble.kind === "problem" && codeOf(trouble.problem) === "changed-meanwhile";
}

/** Writes a persona; reads it where somebody else wrote it since. */
async function writeOrRead(
  file: string,
  persona: Persona,
  etag: string | null,
): Promise<{ became: "written" | "read"; persona: TaggedPersona }> {
  try {
    return { became: "written", persona: await putPersona(file, persona, etag) };
  } catch (error) {
    if (!changedMeanwhile(error)) throw error;
    const theirs = await getPersona(file, new AbortController().signal);
    if (theirs === null) throw error;
    return { became: "read", persona: theirs };
  }
}

/** How many maps will follow another name. */
function Following({ name, found }: { name: string; found: TaggedPersona }) {
  const t = useText();
  const load = useCallback(() => mapsOf(name, found.persona), [name, found]);
  const [maps] = useRemote(load);
  if (maps.state !== "ready" || maps.value.length === 0) return null;
  return <p role="status">{t("merge-follows", { count: maps.value.length })}</p>;
}

/** Writes a persona; what somebody else wrote meanwhile is never written over unseen. */
export function PersonaEditor(props: {
  /** The name of its file; `null` for a new one. */
  name: string | null;
  found: TaggedPersona | null;
  /** It was written; `isDone` unless something was typed since. */
  written: (persona: TaggedPersona, isDone: boolean) => void;
  close: (() => void) | null;
}) {
  const t = useText();
  const { name, found } = props;
  const [draft, setDraft] = useState<Draft>(() => {
    const draft = draftOf(found?.persona ?? null);
    return found === null && name !== null ? { ...draft, persona: name } : draft;
  });
  /** As it stands in the form: it is written on while a save is under way. */
  const typed = useRef(draft);
  useEffect(() => {
    typed.current = draft;
  }, [draft]);
  // What the changes are told from: as it was read, or as it was put together last.
  const [base, setBase] = useState({
    etag: found?.etag ?? null,
    draft: draftOf(found?.persona ?? null),
  });
  const [conflicts, setConflicts] = useState<Conflict[] | null>(null);
  const [open, setOpen] = useState(false);
  const newer = useNewer(name, base.etag);
  const [doing, run] = useDoing();
  const [asSomebody, asking] = useSomebody();
  /** A new one has a file as soon as it was written once. */
  const [made, setMade] = useState(name);
  const file = made ?? fileNameOf(draft.persona);
  const persona = personaOf(draft);
  const save = () => {
    asSomebody(() => {
      void run(() => writeOrRead(file, persona, base.etag)).then((outcome) => {
        if (outcome === null) return;
        if (outcome.became === "written") {
          forgetMaps();
          setConflicts(null);
          // What was typed while it was on its way is not in it: the form stays, and is told apart from what was written.
          const isDone = JSON.stringify(typed.current) === JSON.stringify(draft);
          setOpen(!isDone);
          setBase({ etag: outcome.persona.etag, draft: draftOf(outcome.persona.persona) });
          setMade(file);
          props.written(outcome.persona, isDone);
          if (isDone && name === null) go({ page: "persona", name: file }, "replace");
          return;
        }
        // Somebody else wrote meanwhile: both are put together, and it is looked at before it is saved.
        const theirs = draftOf(outcome.persona.persona);
        setConflicts(merge(base.draft, typed.current, theirs).conflicts);
        setDraft((now) => merge(base.draft, now, theirs).draft);
        setBase({ etag: outcome.persona.etag, draft: theirs });
      });
    });
  };
  return (
    <article className="persona">
      <h1>{found === null ? t("personas-new") : calledOf(found.persona)}</h1>
      <form
        className="questions"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div className="two">
          <Word
            label={t("personas-name")}
            help={t("personas-name-help")}
            value={draft.persona}
            change={(persona) => {
              setDraft({ ...draft, persona });
            }}
          />
          <Word
            label={t("personas-shown-name")}
            help={t("personas-shown-name-help")}
            value={draft.name}
            change={(name) => {
              setDraft({ ...draft, name });
            }}
          />
        </div>
        <RuleField
          name={made}
          rule={draft.rule}
          change={(rule) => {
            setDraft({ ...draft, rule });
          }}
        />
        <div className="two">
          {LISTS.map((list) => (
            <label key={list} className="asking">
              <span className="asked">{t(`personas-${list}`)}</span>
              <span className="quiet">{t(`personas-${list}-help`)}</span>
              <textarea
                rows={4}
                value={draft.lists[list]}
                onChange={(event) => {
                  setDraft({ ...draft, lists: { ...draft.lists, [list]: event.target.value } });
                }}
              />
            </label>
          ))}
        </div>
        <TroubleLine trouble={doing.trouble} />
        {conflicts !== null && (
          <ConflictView
            conflicts={conflicts}
            now={draft}
            choose={(field, value) => {
              setDraft({ ...draft, [field]: value });
            }}
          />
        )}
        {newer !== null && <p role="status">{t("merge-newer")}</p>}
        {open && <p role="status">{t("personas-typed-since")}</p>}
        {persona.persona === "" && <p className="quiet">{t("personas-name-missing")}</p>}
        {found !== null && persona.persona !== found.persona.persona && (
          <Following name={file} found={found} />
        )}
        <div className="buttons">
          <Button
            type="submit"
            className="button primary"
            isDisabled={doing.busy || persona.persona === "" || file === ""}
          >
            {t("personas-save")}
          </Button>
          {props.close !== null && (
            <Button className="button" onPress={props.close}>
              {t("pages-cancel")}
            </Button>
          )}
        </div>
      </form>
      {asking}
    </article>
  );
}

function Word(props: {
  label: string;
  help: string;
  value: string;
  change: (value: string) => void;
}) {
  return (
    <label className="asking">
      <span className="asked">{props.label}</span>
      <span className="quiet">{props.help}</span>
      <input
        type="text"
        maxLength={200}
        value={props.value}
        onChange={(event) => {
          props.change(event.target.value);
        }}
      />
    </label>
  );
}
