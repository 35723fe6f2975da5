import { lazy } from "react";

// Pages that are loaded when somebody goes there: whoever reads a map waits for its picture alone.

export const LaterStart = lazy(() =>
  import("./start/start_page").then(({ StartPage }) => ({ default: StartPage })),
);
export const LaterPortfolio = lazy(() =>
  import("./portfolio/portfolio_page").then(({ PortfolioPage }) => ({ default: PortfolioPage })),
);
export const LaterPersonas = lazy(() =>
  import("./personas/personas_page").then(({ PersonasPage }) => ({ default: PersonasPage })),
);
export const LaterPersona = lazy(() =>
  import("./personas/persona_page").then(({ PersonaPage }) => ({ default: PersonaPage })),
);
export const LaterPresent = lazy(() =>
  import("./present/present_page").then(({ PresentPage }) => ({ default: PresentPage })),
);
export const LaterSummary = lazy(() =>
  import("./summary/summary_view").then(({ SummaryView }) => ({ default: SummaryView })),
);
export const LaterCompare = lazy(() =>
  import("./compare/compare_view").then(({ CompareView }) => ({ default: CompareView })),
);
export const LaterHistory = lazy(() =>
  import("./history/history_view").then(({ HistoryView }) => ({ default: HistoryView })),
);
export const LaterProposals = lazy(() =>
  import("./proposals/proposals_view").then(({ ProposalsView }) => ({ default: ProposalsView })),
);
export const LaterLibrary = lazy(() =>
  import("./library/library_view").then(({ LibraryView }) => ({ default: LibraryView })),
);
export const LaterAllShelves = lazy(() =>
  import("./library/all_shelves").then(({ AllShelvesPage }) => ({ default: AllShelvesPage })),
);
export const LaterSearch = lazy(() =>
  import("./search/search_box").then(({ SearchBox }) => ({ default: SearchBox })),
);

export const LaterMapDialog = lazy(() =>
  import("./map_dialog").then(({ MapDialog }) => ({ default: MapDialog })),
);
