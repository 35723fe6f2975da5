import { HealthStrip } from "../../map/health_strip";
import { go, readRoute } from "../../route";
import { useDesk, useMine } from "../desk";

/** The figures of the live map, over its bar; what stands behind one is shown in the view of the map. */
export function Health() {
  const { id } = useDesk();
  const map = useMine((ui) => ui.figures?.map ?? null);
  const awaited = useMine((ui) => !ui.asked);
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
