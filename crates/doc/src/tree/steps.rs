//! Names of steps ⇄ references to their records, so that a renamed step keeps its paths and claims.
//!
//! A name means the step that has it as its `id`, else the first that is called so, as everywhere in the text form. A reference is `@ID`, or `@ID#` where
//! the file used the step's `id` instead of its name; what named no step is kept as it was written, with one more `@` where it begins with one.

use crate::kind::step;
use crate::record::{Children, MAP, Records};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use wayline_model::map::JourneyMap;

/// The steps of a map in order.
#[derive(Debug, Default)]
pub(crate) struct Steps {
    all: Vec<Called>,
    /// Places by id of the record, by the file's `id`, by name: of the first, where there are several.
    by_record: BTreeMap<String, usize>,
    by_id: BTreeMap<String, usize>,
    by_name: BTreeMap<String, usize>,
    /// Names of those that are removed.
    gone: BTreeMap<String, String>,
    /// Steps that can only be named by an id that the file must be given.
    needed: RefCell<BTreeSet<String>>,
}

#[derive(Debug)]
struct Called {
    record: String,
    name: String,
    id: Option<String>,
}

impl Steps {
    /// The steps of a file, with the ids of their records.
    pub(crate) fn of_map(map: &JourneyMap, records: &[String]) -> Self {
        let called = map.steps().zip(records).map(|(step, record)| Called {
            record: record.clone(),
            name: step.step.clone(),
            id: step.id.clone().filter(|id| !id.is_empty()),
        });
        Self::of(called.collect())
    }

    fn of(all: Vec<Called>) -> Self {
        let mut steps = Self::default();
        for (at, step) in all.iter().enumerate() {
            steps.by_record.entry(step.record.clone()).or_insert(at);
            steps.by_name.entry(step.name.clone()).or_insert(at);
            if let Some(id) = &step.id {
                steps.by_id.entry(id.clone()).or_insert(at);
            }
        }
        Self { all, ..steps }
    }

    pub(crate) fn of_records(records: &Records, children: &Children<'_>) -> Self {
        let mut steps = Vec::new();
        for (stage, _) in children.of_kind(MAP, crate::kind::stage::KIND.name) {
            steps.extend(children.of_kind(stage, step::KIND.name).map(|(id, step)| Called {
                record: id.to_owned(),
                name: step.prose("name").unwrap_or_default(),
                id: step.word("id"),
            }));
        }
        let steps = Self::of(steps);
        let all = records.0.iter().filter(|(_, record)| record.kind == step::KIND.name);
        let gone = all
            .filter(|(id, _)| !steps.by_record.contains_key(*id))
            .map(|(id, record)| (id.clone(), record.prose("name").unwrap_or_default()));
        Self { gone: gone.collect(), ..steps }
    }

    fn find(&self, name: &str) -> Option<&Called> {
        let at = self.by_id.get(name).or_else(|| self.by_name.get(name))?;
        self.all.get(*at)
    }

    pub(crate) fn is_step(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// What a name of the file is in the document.
    pub(crate) fn reference(&self, name: &str) -> String {
        match self.find(name) {
            Some(step) if step.name == name => format!("@{}", step.record),
            Some(step) => format!("@{}#", step.record),
            None if name.starts_with('@') => format!("@{name}"),
            None => name.to_owned(),
        }
    }

    /// What a reference is in the file; nothing if its step is no longer on the map.
    pub(crate) fn name(&self, reference: &str) -> Option<String> {
        let Some(target) = reference.strip_prefix('@') else { return Some(reference.to_owned()) };
        if target.starts_with('@') {
            return Some(target.to_owned());
        }
        let (record, by_id) =
            target.strip_suffix('#').map_or((target, false), |record| (record, true));
        let step = self.all.get(*self.by_record.get(record)?)?;
        let is_it = |name: &str| self.find(name).is_some_and(|found| found.record == record);
        let id = step.id.as_deref().filter(|id| is_it(id));
        Some(match id {
            Some(id) if by_id || !is_it(&step.name) => id.to_owned(),
            _ if is_it(&step.name) => step.name.clone(),
            _ => {
                self.needed.borrow_mut().insert(record.to_owned());
                self.given_id(record)
            }
        })
    }

    /// An id for a step that shares its name with one before it: `Pays 2`.
    fn given_id(&self, record: &str) -> String {
        let place = self.by_record.get(record).copied().unwrap_or_default();
        let name = &self.all[place].name;
        let same = self.all[..=place].iter().filter(|step| step.name == *name).count();
        // One of more numbers than there are steps is free.
        let numbers = same..=same + self.all.len();
        let mut ids = numbers.map(|n| format!("{name} {n}"));
        ids.find(|id| !self.is_step(id)).unwrap_or_default()
    }

    /// Writes the ids that are needed into the map.
    pub(crate) fn give_ids(&self, map: &mut JourneyMap) {
        let needed = self.needed.borrow();
        let all = map.stages.iter_mut().flat_map(|stage| &mut stage.steps);
        for (step, called) in all.zip(&self.all) {
            if needed.contains(&called.record) {
                step.id = Some(self.given_id(&called.record));
            }
        }
    }

    /// A claim or question as JSON, with a reference where it names a step.
    pub(crate) fn in_document(&self, asked: &impl Serialize) -> String {
        let mut asked = serde_json::to_value(asked).expect("a question is plain data");
        if let Some(serde_json::Value::String(step)) = asked.get_mut("step") {
            *step = self.reference(step);
        }
        asked.to_string()
    }

    /// The same backwards; nothing if it cannot be understood.
    pub(crate) fn in_file<T: DeserializeOwned>(&self, text: &str) -> Option<T> {
        let mut asked: serde_json::Value = serde_json::from_str(text).ok()?;
        if let Some(serde_json::Value::String(step)) = asked.get_mut("step") {
            let record = step.trim_start_matches('@').trim_end_matches('#');
            *step = self.name(step).or_else(|| self.gone.get(record).cloned())?;
        }
        serde_json::from_value(asked).ok()
    }
}
