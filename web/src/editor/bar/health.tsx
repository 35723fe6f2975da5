import { HealthStrip } from "../../map/health_strip";
import { NobodyLine } from "../../pages/personas/nobody";
import { usePersona } from "../../pages/personas/whose";
import { go, readRoute } from "../../route";
import { useDesk, useMine } from "../desk";

/** The figures of the live map, over its bar, or whose they cannot be; what stands behind one is shown in the view of the map. */
export function Health() {
  const { id } = useDesk();
  const map = useMine((ui) => ui.figures?.map ?? null);
  const nobody = useMine((ui) => ui.nobody);
  const persona = usePersona();
  const awaited = useMine((ui) => !ui.asked);
  if (nobody !== null && persona !== null)
    return (
      <div className="editor-health">
        <NobodyLine persona={persona} problem={nobody} />
      </div>
    );
  // Room is kept while they are on their way, or the grid would jump.
  if (map === null) return awaited ? <div className="editor-health" aria-hidden="true" /> : null;
  return (
    <div className="editor-health">
      <HealthStrip
        map={map}
        open={null}
        onOpen={(key) => {
          const here = readRoute(location.hash);
          go({ ...(here.page === "map" ? here : { page: "map", id }), view: "map", key });
        }}
      />
    </div>
  );
}
