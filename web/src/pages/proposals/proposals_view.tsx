import { useCallback, useState } from "react";
import { Button } from "react-aria-components";
import { decideProposal, getProposals, getVersion, type Proposal } from "../../api/live_api";
import { useRemote } from "../../api/use_remote";
import { useReader, useText, useTextOr } from "../../i18n/provider";
import "../../styles/compare.css";
import "../../styles/history.css";
import "../../styles/portfolio.css";
import "../../styles/start.css";
import { focusNext } from "../../ui/focus";
import { TroubleLine, useDoing } from "../asked";
import { saidWords } from "../history/said_words";
import { useSomebody } from "../somebody";
import { Loading, Notice, TroubleNotice } from "../trouble";
import { editWords } from "./edit_words";

// What programs propose to change. Nothing of it is on the map before a person accepts it.

type Records = Awaited<ReturnType<typeof getVersion>>["records"];

export function ProposalsView({ id }: { id: string }) {
  const t = useText();
  const load = useCallback(
    async (signal: AbortSignal) => {
      const proposals = await getProposals(id, signal);
      // Names of what the edits are about; without them an edit still says what it would write.
      const wordless = proposals.some(({ edits }) => edits.some(({ says }) => says === ""));
      const records: Records = wordless
        ? await getVersion(id, "now", signal).then(
            (then) => then.records,
            () => ({}),
          )
        : {};
      return { proposals, records };
    },
    [id],
  );
  const [remote, again] = useRemote(load);
  const [decided, setDecided] = useState<Record<number, Proposal>>({});
  if (remote.state === "loading") return <Loading text={t("loading")} />;
  if (remote.state === "failed") return <TroubleNotice trouble={remote.trouble} again={again} />;
  const { proposals, records } = remote.value;
  if (proposals.length === 0)
    return <Notice title={t("proposals-none")} help={t("proposals-none-help")} />;
  return (
    <article className="sheet proposals">
      <h2>{t("proposals-title")}</h2>
      <p className="quiet">{t("proposals-help")}</p>
      {proposals.map((proposal) => (
        <ProposalCard
          key={proposal.proposal}
          id={id}
          proposal={decided[proposal.proposal] ?? proposal}
          records={records}
          decided={(now) => {
            setDecided((all) => ({ ...all, [now.proposal]: now }));
          }}
        />
      ))}
    </article>
  );
}

function ProposalCard(props: {
  id: string;
  proposal: Proposal;
  records: Records;
  decided: (proposal: Proposal) => void;
}) {
  const t = useText();
  const { format } = useReader();
  const [doing, run] = useDoing();
  const [asSomebody, asking] = useSomebody();
  const [refused, setRefused] = useState<Record<number, string>>({});
  const { proposal, id } = props;
  const open = proposal.edits.flatMap(({ state }, i) => (state === "open" ? [i] : []));
  const title = `proposal-${proposal.proposal}`;
  const decide = (accept: number[], decline: number[]) => {
    asSomebody(() => {
      void run(() => decideProposal(id, proposal.proposal, { accept, decline })).then((answer) => {
        if (answer === null) return;
        props.decided(answer.proposal);
        focusNext(() => nextOpen(title, Math.max(...accept, ...decline)));
        setRefused(
          Object.fromEntries((answer.refused ?? []).map(({ edit, detail }) => [edit, detail])),
        );
      });
    });
  };
  return (
    <section className="proposal" aria-labelledby={title}>
      <div className="page-head">
        <div>
          <h3 id={title} tabIndex={-1}>
            {proposal.why === "" ? t("proposals-from-whom", { from: proposal.from }) : proposal.why}
          </h3>
          <p className="quiet">
            {[
              proposal.from,
              format.day(proposal.at),
              t("proposals-open", { count: open.length }),
            ].join(" · ")}
          </p>
        </div>
        {open.length > 1 && (
          <div className="buttons">
            <Button
              className="button primary"
              isDisabled={doing.busy}
              onPress={() => {
                decide(open, []);
              }}
            >
              {t("proposals-accept-all", { count: open.length })}
            </Button>
            <Button
              className="button"
              isDisabled={doing.busy}
              onPress={() => {
                decide([], open);
              }}
            >
              {t("proposals-decline-all")}
            </Button>
          </div>
        )}
      </div>
      <ol className="proposed">
        {proposal.edits.map((proposed, i) => (
          <li key={i} className={proposed.state}>
            <EditLine proposed={proposed} records={props.records} />
            {proposed.state === "open" ? (
              <div className="buttons">
                <Button
                  className="button small"
                  data-accept={i}
                  isDisabled={doing.busy}
                  aria-label={t("proposals-accept-one", { number: i + 1 })}
                  onPress={() => {
                    decide([i], []);
                  }}
                >
                  {t("proposals-accept")}
                </Button>
                <Button
                  className="button small"
                  isDisabled={doing.busy}
                  aria-label={t("proposals-decline-one", { number: i + 1 })}
                  onPress={() => {
                    decide([], [i]);
                  }}
                >
                  {t("proposals-decline")}
                </Button>
              </div>
            ) : (
              <div className="decided">
                <span className={`became ${proposed.state === "accepted" ? "added" : "removed"}`}>
                  {t(`proposals-${proposed.state}`)}
                </span>
                {proposed.by != null && (
                  <small className="quiet">
                    {[
                      proposed.by.name,
                      proposed.decided == null ? "" : format.day(proposed.decided),
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </small>
                )}
              </div>
            )}
            {refused[i] !== undefined && (
              <p className="bad" role="alert">
                {t("proposals-refused", { why: refused[i] })}
              </p>
            )}
          </li>
        ))}
      </ol>
      <TroubleLine trouble={doing.trouble} />
      {asking}
    </section>
  );
}

/** What is to be decided next: the next edit that is open, else one before it or of another proposal, else the proposal's name. */
function nextOpen(title: string, decided: number): HTMLElement | null {
  const head = document.getElementById(title);
  const card = head?.closest(".proposal");
  const open = [...(card?.querySelectorAll<HTMLElement>("[data-accept]") ?? [])];
  return (
    open.find((one) => Number(one.dataset.accept) >= decided) ??
    open[0] ??
    document.querySelector<HTMLElement>(".proposal [data-accept]") ??
    head
  );
}

function EditLine(props: { proposed: Proposal["edits"][number]; records: Records }) {
  const t = useText();
  const textOr = useTextOr();
  const { format } = useReader();
  const sign = (value: number) => format.signed(value, 0);
  const { says, edit } = props.proposed;
  if (says !== "") return <p>{says}</p>;
  const words = editWords(edit, props.records);
  if (words === null) return <code>{JSON.stringify(edit)}</code>;
  return (
    <p>
      {t(`proposals-does-${words.does}`)}: {textOr(`edit-kind-${words.kind}`, words.kind)}{" "}
      <strong>{words.name === "" ? t("edit-unnamed") : words.name}</strong>
      {words.field !== null && (
        <span className="quiet"> {textOr(`edit-field-${words.field}`, words.field)}</span>
      )}
      {words.says !== "" && (
        <>
          {" "}
          <ins>
            {words.field === null
              ? words.says
              : (saidWords(words.kind, words.field, words.says, sign, { t, textOr }) ?? words.says)}
          </ins>
        </>
      )}
    </p>
  );
}
