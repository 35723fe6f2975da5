import { Suspense } from "react";
import { getProject } from "./api/client";
import { lastAnswer } from "./api/last_answers";
import { useRemote } from "./api/use_remote";
import { useText } from "./i18n/provider";
import { DataPage } from "./pages/data_page";
import {
  LaterAllShelves,
  LaterMapDialog,
  LaterPersona,
  LaterPersonas,
  LaterPortfolio,
  LaterStart,
} from "./pages/later";
import { useMapAsk } from "./pages/map_asks";
import { MapPage } from "./pages/map_page";
import { MapsPage } from "./pages/maps_page";
import { Loading, Notice, TroubleNotice } from "./pages/trouble";
import { hrefOf, useRoute } from "./route";
import { PageFocus } from "./ui/page_focus";
import { TopBar } from "./ui/top_bar";

/** The page: which part is shown stands in the address. */
export function App() {
  const asked = useMapAsk();
  return (
    <>
      <Page />
      <PageFocus />
      {asked !== null && (
        <Suspense>
          <LaterMapDialog />
        </Suspense>
      )}
    </>
  );
}

function Page() {
  const route = useRoute();
  const t = useText();
  const [project, again] = useRemote(getProject);
  const name = project.state === "ready" ? project.value.name : lastName();

  switch (route.page) {
    case "map":
      return (
        <MapPage
          key={route.id}
          project={name}
          id={route.id}
          view={route.view}
          open={route.key}
          other={route.with ?? null}
          within={route.within ?? NONE}
        />
      );
    case "data":
      return (
        <Plain project={name}>
          <DataPage />
        </Plain>
      );
    case "new":
      return (
        <Plain project={name}>
          <LaterStart />
        </Plain>
      );
    case "portfolio":
      return (
        <Plain project={name}>
          <LaterPortfolio />
        </Plain>
      );
    case "library":
      return (
        <Plain project={name}>
          <LaterAllShelves />
        </Plain>
      );
    case "personas":
      return (
        <Plain project={name}>
          <LaterPersonas />
        </Plain>
      );
    case "persona":
      return (
        <Plain project={name}>
          <LaterPersona key={route.name} name={route.name} />
        </Plain>
      );
    case "maps":
      return (
        <Plain project={name}>
          {project.state === "failed" ? (
            <TroubleNotice whole trouble={project.trouble} again={again} />
          ) : (
            <MapsPage />
          )}
        </Plain>
      );
    case "unknown":
      return (
        <Plain project={name}>
          <Notice whole title={t("trouble-unknown-page")} help={route.path}>
            <a href={hrefOf({ page: "maps" })}>{t("trouble-back")}</a>
          </Notice>
        </Plain>
      );
  }
}

/** What the project was called when the server was heard last. */
function lastName(): string {
  const name = lastAnswer("project")?.value;
  return typeof name === "string" ? name : "";
}

function Plain({ project, children }: { project: string; children: React.ReactNode }) {
  const t = useText();
  return (
    <div className="app">
      <TopBar project={project} />
      <main id="content" className="plain" tabIndex={0}>
        <Suspense fallback={<Loading text={t("loading")} />}>{children}</Suspense>
      </main>
    </div>
  );
}

const NONE: readonly string[] = [];
