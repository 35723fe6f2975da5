// The shapes of the API under the names that the page uses; the shapes themselves are generated.
import type { components } from "./schema";

type Shapes = components["schemas"];

export type ProjectInfo = Shapes["ProjectInfo"];
export type MapList = Shapes["MapList"];
export type MapLine = Shapes["MapLine"];
export type Mention = Shapes["Mention"];
export type ResolvedMap = Shapes["ResolvedMap"];
export type Stage = Shapes["ResolvedStage"];
export type Step = Shapes["ResolvedStep"];
export type HandOver = Shapes["ResolvedHandOver"];
export type Pain = Shapes["ResolvedPain"];
export type Opportunity = Shapes["ResolvedOpportunity"];
export type Action = Shapes["ResolvedAction"];
export type Voice = Shapes["Voice"];
export type Figure = Shapes["Figure"];
export type Evidence = Shapes["Evidence"];
export type EvidenceDetail = Shapes["EvidenceDetail"];
export type JourneyLine = Shapes["JourneyLine"];
export type Diagnostic = Shapes["Diagnostic"];
export type Grade = Shapes["Grade"];
export type Question = Shapes["Question"];
export type ProblemBody = Shapes["Problem"];
export type DataReport = Shapes["DataReport"];
export type Scene = Shapes["Scene"];
export type SceneItem = Shapes["Item"];
export type SceneGroup = Shapes["Group"];
export type ScenePaint = Shapes["Paint"];
export type SceneStroke = Shapes["Stroke"];
export type SceneText = Shapes["Text"];
export type SceneMove = Shapes["Move"];
