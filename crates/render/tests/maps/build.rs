//! Short ways to write a resolved map by hand.

use wayline_model::answer::Sampling;
use wayline_model::evidence::Figure;
use wayline_model::grade::Grade;
use wayline_model::map::{Feel, FeelingSource, Kind, Library, Serve, Status};
use wayline_model::question::{Entry, Exclusion, Operator, Order, Question, Scope, Unit};
use wayline_model::resolved::{
    Health, Leaving, Lowest, PathKind, ResolvedAction, ResolvedEmotion, ResolvedHandOver,
    ResolvedMap, ResolvedOpportunity, ResolvedPain, ResolvedPath, ResolvedStage, ResolvedStep,
    Voice,
};

pub(crate) fn known(value: f64, low: f64, high: f64, n: u64) -> Figure {
    Figure { value: Some(value), low: Some(low), high: Some(high), n, ..Figure::default() }
}

/// A difference in the share that reaches the goal.
fn gain(value: f64, half: f64, n: u64) -> Figure {
    let op = Operator::Funnel {
        steps: vec!["checkout_start".into(), "order_placed".into()],
        within: None,
        order: Order::default(),
        entry: Entry::default(),
        once: false,
        exclude: Vec::new(),
        exclusion: Exclusion::default(),
        hold: None,
    };
    Figure {
        question: Some(Question { op, scope: Scope::default() }),
        ..known(value, value - half, value + half, n)
    }
}

pub(crate) fn step(name: &str, count: u64) -> ResolvedStep {
    ResolvedStep {
        key: String::new(),
        name: name.into(),
        activities: vec![name.to_lowercase()],
        optional: false,
        repeats: false,
        end: false,
        count: Some(count),
        events: Some(count),
        touchpoints: Vec::new(),
        channels: Vec::new(),
        emotion: ResolvedEmotion {
            key: String::new(),
            figure: Figure::unknown("no rating reaches this step"),
            feel: None,
            from: None,
            native: None,
            estimate: None,
            grade: Grade::Assumption,
        },
        left: Leaving { figure: Figure::unknown("not asked"), ..Leaving::default() },
        wait_s: Figure::unknown("no step before"),
        action: None,
        need: Vec::new(),
        think: Vec::new(),
        serve: Serve::default(),
        department: None,
        voices: Vec::new(),
        pains: Vec::new(),
        opportunities: Vec::new(),
        actions: Vec::new(),
        ideas: Vec::new(),
        opens: None,
    }
}

/// The ways a step is filled, one after the other.
pub(crate) trait Fill: Sized {
    fn does(self, action: &str, channels: &[&str]) -> Self;
    fn feels(self, feel: Option<Feel>, value: f64, half: f64, n: u64, grade: Grade) -> Self;
    fn stars(self, mean: f64) -> Self;
    fn leaves(self, share: f64, count: u64, open: u64) -> Self;
    fn waits(self, seconds: f64, n: u64) -> Self;
    fn says(self, text: &str, n: u64, source: &str, language: &str, grade: Grade) -> Self;
    fn pain(
        self,
        title: &str,
        detail: &str,
        rank: u64,
        lost: Option<(f64, f64, f64)>,
        grade: Grade,
    ) -> Self;
    fn idea(self, title: &str, detail: &str, value: Option<f64>, effort: Option<f64>) -> Self;
    fn act(self, title: &str, owner: &str, status: Status, effect: Option<(f64, f64)>) -> Self;
}

impl Fill for ResolvedStep {
    fn does(mut self, action: &str, channels: &[&str]) -> Self {
        self.action = Some(action.into());
        self.channels = channels.iter().map(|channel| (*channel).into()).collect();
        self
    }

    fn feels(mut self, feel: Option<Feel>, value: f64, half: f64, n: u64, grade: Grade) -> Self {
        self.emotion.figure = known(value, value - half, value + half, n);
        self.emotion.feel = feel;
        self.emotion.from =
            Some(if n == 0 { FeelingSource::Estimate } else { FeelingSource::Text });
        self.emotion.grade = grade;
        self
    }

    fn stars(mut self, mean: f64) -> Self {
        self.emotion.native = Some(mean);
        self.emotion.from = Some(FeelingSource::Stars);
        self
    }

    fn leaves(mut self, share: f64, count: u64, open: u64) -> Self {
        let n = count * 3;
        self.left.figure = known(share, share - 0.01, share + 0.01, n);
        self.left.count = Some(count);
        self.left.open = Some(open);
        self
    }

    fn waits(mut self, seconds: f64, n: u64) -> Self {
        self.wait_s = known(seconds, seconds * 0.9, seconds * 1.1, n);
        self.wait_s.low_base = n < 30;
        self
    }

    fn says(mut self, text: &str, n: u64, source: &str, language: &str, grade: Grade) -> Self {
        self.voices.push(Voice {
            key: String::new(),
            verbatim: format!("v{}", self.voices.len()),
            text: text.into(),
            language: (!language.is_empty()).then(|| language.into()),
            valence: None,
            n,
            source: source.into(),
            at: None,
            grade,
        });
        self
    }

    fn pain(
        mut self,
        title: &str,
        detail: &str,
        rank: u64,
        lost: Option<(f64, f64, f64)>,
        grade: Grade,
    ) -> Self {
        self.pains.push(ResolvedPain {
            key: String::new(),
            title: title.into(),
            detail: (!detail.is_empty()).then(|| detail.into()),
            grade,
            why: "the whole interval lies on the side of the claim".into(),
            rank,
            lost: lost.map_or_else(
                || Figure::unknown("the sample was chosen by outcome"),
                |(value, low, high)| known(value, low, high, 40_000),
            ),
            evidence: Vec::new(),
            q: Some(0.001),
            quotes: Vec::new(),
        });
        self
    }

    fn idea(mut self, title: &str, detail: &str, value: Option<f64>, effort: Option<f64>) -> Self {
        self.opportunities.push(ResolvedOpportunity {
            key: String::new(),
            title: title.into(),
            detail: (!detail.is_empty()).then(|| detail.into()),
            grade: if value.is_some() { Grade::Supported } else { Grade::Assumption },
            value: value
                .map_or_else(|| Figure::unknown("not measured"), |v| gain(v, v * 0.2, 9_000)),
            effort,
        });
        self
    }

    fn act(mut self, title: &str, owner: &str, status: Status, effect: Option<(f64, f64)>) -> Self {
        self.actions.push(ResolvedAction {
            key: String::new(),
            title: title.into(),
            kind: None,
            owner: Some(owner.into()),
            department: None,
            due: None,
            status,
            predict: None,
            effect: effect.map_or_else(
                || Figure::unknown("no experiment yet"),
                |(value, half)| gain(value, half, 12_000),
            ),
            grade: if effect.is_some() { Grade::Supported } else { Grade::Assumption },
        });
        self
    }
}

pub(crate) fn stage(name: &str, count: u64, steps: Vec<ResolvedStep>) -> ResolvedStage {
    ResolvedStage {
        key: String::new(),
        name: name.into(),
        question: None,
        task: None,
        count: Some(count),
        steps,
    }
}

pub(crate) fn path(
    from: (usize, usize),
    to: (usize, usize),
    kind: PathKind,
    count: u64,
    share: Option<f64>,
) -> ResolvedPath {
    ResolvedPath {
        key: String::new(),
        from: String::new(),
        from_key: format!("s{}.{}", from.0, from.1),
        to: String::new(),
        to_key: format!("s{}.{}", to.0, to.1),
        kind,
        drawn: true,
        when: None,
        count,
        share: share.map_or_else(
            || Figure::unknown("the sample was chosen by outcome"),
            |share| known(share, share - 0.01, share + 0.01, count * 8),
        ),
        grade: Grade::Supported,
    }
}

/// A hand-over; departments and names are filled in by [`map`] and [`pass_on`].
fn hand_over(from: (usize, usize), to: (usize, usize), what: &str) -> ResolvedHandOver {
    ResolvedHandOver {
        key: String::new(),
        from: String::new(),
        from_key: format!("s{}.{}", from.0, from.1),
        from_department: None,
        to: String::new(),
        to_key: format!("s{}.{}", to.0, to.1),
        to_department: None,
        what: (!what.is_empty()).then(|| what.into()),
        count: None,
        wait_s: Figure::unknown("no events are bound"),
    }
}

/// Stage and step of both ends, and what is passed on.
pub(crate) type Passed<'a> = ((usize, usize), (usize, usize), &'a str);

/// The map with these hand-overs: as measured where both ends are counted.
pub(crate) fn pass_on(mut map: ResolvedMap, passed: &[Passed]) -> ResolvedMap {
    for (place, (from, to, what)) in passed.iter().enumerate() {
        let step = |(stage, step): (usize, usize)| {
            map.stages.get(stage).and_then(|stage| stage.steps.get(step))
        };
        let mut one = hand_over(*from, *to, what);
        one.key = format!("hand_over.{place}");
        if let (Some(from), Some(to)) = (step(*from), step(*to)) {
            one.from.clone_from(&from.name);
            one.to.clone_from(&to.name);
            one.from_department.clone_from(&from.department);
            one.to_department.clone_from(&to.department);
            one.count = from.count.zip(to.count).map(|(from, to)| from.min(to) / 2);
            if let Some(count) = one.count {
                one.wait_s = known(93_600.0, 90_000.0, 99_000.0, count);
            }
        }
        map.hand_overs.push(one);
    }
    map
}

/// A map with keys, names of paths, and counts of claims filled in.
pub(crate) fn map(
    name: &str,
    dataset: &str,
    stages: Vec<ResolvedStage>,
    paths: Vec<ResolvedPath>,
) -> ResolvedMap {
    let mut map = ResolvedMap {
        map: name.into(),
        kind: Kind::CurrentState,
        dataset: dataset.into(),
        sample: false,
        goal_text: None,
        actors: Vec::new(),
        unit: Unit::Customer,
        sampling: Sampling::All,
        as_of: None,
        since: None,
        lanes: Vec::new(),
        library: Library::default(),
        notes: Vec::new(),
        health: Health {
            journeys: 0,
            events: 0,
            customers: None,
            goal: Figure::unknown("no goal is set"),
            claims: 0,
            supported: 0,
            assumptions: 0,
            ageing: 0,
            contradicted: 0,
            explained: Figure::unknown("not asked"),
            lowest: Lowest::default(),
        },
        stages,
        paths,
        hand_overs: Vec::new(),
        diagnostics: Vec::new(),
    };
    let mut names = Vec::new();
    for (s, stage) in map.stages.iter_mut().enumerate() {
        stage.key = format!("s{s}");
        for (i, step) in stage.steps.iter_mut().enumerate() {
            let key = format!("s{s}.{i}");
            names.push((key.clone(), step.name.clone()));
            step.emotion.key = format!("{key}.emotion");
            step.left.key = format!("{key}.left");
            for (j, voice) in step.voices.iter_mut().enumerate() {
                voice.key = format!("{key}.voice.{j}");
            }
            for (j, pain) in step.pains.iter_mut().enumerate() {
                pain.key = format!("{key}.pain.{j}");
            }
            for (j, idea) in step.opportunities.iter_mut().enumerate() {
                idea.key = format!("{key}.opportunity.{j}");
            }
            for (j, action) in step.actions.iter_mut().enumerate() {
                action.key = format!("{key}.action.{j}");
            }
            step.key = key;
        }
    }
    for (i, path) in map.paths.iter_mut().enumerate() {
        path.key = format!("path.{i}");
        for (key, name) in &names {
            if *key == path.from_key {
                path.from.clone_from(name);
            }
            if *key == path.to_key {
                path.to.clone_from(name);
            }
        }
    }
    map
}
