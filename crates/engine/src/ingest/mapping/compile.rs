//! A mapping against the columns of real files: names become numbers of tables and columns.

use super::Mapping;
use crate::error::Error;
use crate::ingest::expr::{ColumnReader, Expr, Pick};
use crate::ingest::joins::Joined;
use crate::ingest::mapping_expr::{Ast, parse};
use crate::ingest::plan::Hop;
use crate::ingest::profile::Profile;
use crate::ingest::rejected::Rejected;
use crate::ingest::source::Source;
use crate::ingest::time::{Reader, Zone, zone};
use crate::ingest::{Progress, no_column, place};
use crate::manifest::AttributeType;
use std::cell::RefCell;
use wayline_model::diagnostic::{Diagnostic, Severity, nearest};

/// The tables of a mapping, looked through.
pub(crate) struct Tables {
    names: Vec<String>,
    files: Vec<String>,
    profiles: Vec<Profile>,
    /// For each table how to get from its row to the rows of the others, near ones first.
    hops: Vec<Vec<Hop>>,
    /// Columns that expressions use, by table.
    needed: Vec<Vec<bool>>,
    /// From which table to which with at most one row: to be checked once the tables are loaded.
    single: Vec<(usize, usize)>,
    /// Tables that are reached from others.
    reached: Vec<bool>,
    pub(crate) readers: Vec<ColumnReader>,
    read_at: Vec<(usize, usize)>,
    /// The zone of the dataset.
    pub(crate) zone: Zone,
    day_first: Option<bool>,
    notes: Vec<Diagnostic>,
    bad: Vec<(usize, Vec<Rejected>)>,
}

impl Tables {
    /// Looks through the files.
    pub(crate) fn profile(
        mapping: &Mapping,
        sources: &[Source],
        time_zone: Option<&str>,
        day_first: Option<bool>,
        progress: &dyn Progress,
    ) -> Result<Self, Error> {
        let mut profiles = Vec::new();
        let mut notes = Vec::new();
        for source in sources {
            let mut profile = Profile::of(source, progress)?;
            if profile.rows == 0 {
                return Err(crate::ingest::batch::nothing_read(&source.name, 0, &[], None));
            }
            notes.extend(profile.take_notes());
            profiles.push(profile);
        }
        let names = if mapping.tables.is_empty() {
            vec!["rows".to_owned()]
        } else {
            mapping.tables.iter().map(|table| table.name.clone()).collect()
        };
        let needed = profiles.iter().map(|profile| vec![false; profile.columns.len()]).collect();
        let mut tables = Self {
            names,
            files: sources.iter().map(|source| source.name.clone()).collect(),
            hops: Vec::new(),
            needed,
            single: Vec::new(),
            reached: vec![false; profiles.len()],
            profiles,
            readers: Vec::new(),
            read_at: Vec::new(),
            zone: zone(time_zone)?,
            day_first: day_first.or(mapping.day_first),
            notes,
            bad: Vec::new(),
        };
        tables.join(mapping)?;
        Ok(tables)
    }

    /// Reads the joins and finds the ways between tables.
    fn join(&mut self, mapping: &Mapping) -> Result<(), Error> {
        let mut edges = Vec::new();
        for text in &mapping.joins {
            let help = "write `table.column = other_table.column`";
            let sides: Vec<&str> = text.split('=').map(str::trim).collect();
            let [left, right] = sides[..] else {
                return Err(mapping.wrong("joins", format!("`{text}` is not a join"), help));
            };
            let mut side = |text: &str| -> Result<(usize, usize), Error> {
                let (table, column) = text.split_once('.').ok_or_else(|| {
                    mapping.wrong("joins", format!("`{text}` names no table"), help)
                })?;
                let table = self.named(mapping, table)?;
                let column = self.column(table, column, "joins")?;
                self.needed[table][column] = true;
                Ok((table, column))
            };
            edges.push((side(left)?, side(right)?));
        }
        for start in 0..self.names.len() {
            let mut hops: Vec<Hop> = Vec::new();
            let mut at = vec![start];
            while let Some(from) = at.first().copied() {
                at.remove(0);
                for ((left, left_column), (right, right_column)) in &edges {
                    for (here, column, there, key) in [
                        (*left, *left_column, *right, *right_column),
                        (*right, *right_column, *left, *left_column),
                    ] {
                        let known = there == start || hops.iter().any(|hop| hop.to_table == there);
                        if here == from && !known {
                            hops.push(Hop {
                                from_table: here,
                                from_column: column,
                                to_table: there,
                                to_key: key,
                            });
                            at.push(there);
                        }
                    }
                }
            }
            self.hops.push(hops);
        }
        Ok(())
    }

    fn named(&self, mapping: &Mapping, name: &str) -> Result<usize, Error> {
        self.names.iter().position(|known| known == name).ok_or_else(|| {
            let help = nearest(name, self.names.iter().map(String::as_str)).map_or_else(
                || format!("the tables are: {}", self.names.join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            mapping.wrong("table", format!("there is no table `{name}`"), &help)
        })
    }

    fn column(&self, table: usize, name: &str, asked_by: &str) -> Result<usize, Error> {
        let names = self.profiles[table].names();
        names
            .iter()
            .position(|known| known == name)
            .ok_or_else(|| no_column(&self.files[table], name, &names, asked_by))
    }

    /// The table whose rows make events or feedback.
    pub(crate) fn driving(&self, mapping: &Mapping, from: Option<&str>) -> Result<usize, Error> {
        match from {
            Some(name) => self.named(mapping, name),
            None if self.names.len() == 1 => Ok(0),
            None => Err(mapping.wrong(
                "from",
                "there are several tables and no `from`",
                "say which table's rows are read",
            )),
        }
    }

    /// A name in the sight of a table: its own column, `table.column`, or a column that only one table has.
    fn find(
        &self,
        mapping: &Mapping,
        own: usize,
        field: &str,
        name: &str,
    ) -> Result<(usize, usize), Error> {
        let position = |table: usize, name: &str| {
            self.profiles[table].columns.iter().position(|column| column.name == name)
        };
        if let Some(column) = position(own, name) {
            return Ok((own, column));
        }
        if let Some((table, column)) = name.split_once('.')
            && self.names.iter().any(|known| known == table)
        {
            let table = self.named(mapping, table)?;
            return Ok((table, self.column(table, column, field)?));
        }
        let reachable = self.hops[own].iter().map(|hop| hop.to_table);
        let found: Vec<(usize, usize)> =
            reachable.filter_map(|table| Some((table, position(table, name)?))).collect();
        match found[..] {
            [one] => Ok(one),
            [] => self.column(own, name, field).map(|column| (own, column)),
            _ => Err(mapping.wrong(
                field,
                format!("several tables have a column `{name}`"),
                "write `table.column`",
            )),
        }
    }

    fn reach(
        &mut self,
        mapping: &Mapping,
        own: usize,
        field: &str,
        (table, column): (usize, usize),
        pick: Pick,
    ) -> Result<(), Error> {
        self.needed[table][column] = true;
        if table == own {
            return Ok(());
        }
        if !self.hops[own].iter().any(|hop| hop.to_table == table) {
            let what =
                format!("no join leads from `{}` to `{}`", self.names[own], self.names[table]);
            return Err(mapping.wrong(field, what, "add it to `joins`"));
        }
        for hop in self.way(own, table) {
            self.reached[hop.to_table] = true;
        }
        if pick == Pick::Only && !self.single.contains(&(own, table)) {
            self.single.push((own, table));
        }
        Ok(())
    }

    /// The hops from one table to another, first to last.
    fn way(&self, own: usize, table: usize) -> Vec<Hop> {
        let mut way = Vec::new();
        let mut at = table;
        while let Some(hop) = self.hops[own].iter().find(|hop| hop.to_table == at) {
            way.insert(0, *hop);
            at = hop.from_table;
        }
        way
    }

    fn parse(mapping: &Mapping, field: &str, text: &str) -> Result<Ast, Error> {
        parse(text).map_err(|why| {
            mapping.wrong(
                field,
                format!("{field}: `{text}` cannot be read: {why}"),
                "see docs/formats.md for expressions",
            )
        })
    }

    /// Compiles an expression.
    pub(crate) fn value(
        &mut self,
        mapping: &Mapping,
        own: usize,
        field: &str,
        text: &str,
    ) -> Result<Expr, Error> {
        // A column whose name is no plain word may stand alone as it is.
        if let Some(column) = self.profiles[own].columns.iter().position(|c| c.name == text) {
            self.needed[own][column] = true;
            return Ok(Expr::Column { table: own, column, pick: Pick::Only });
        }
        let ast = Self::parse(mapping, field, text)?;
        self.compile(mapping, own, field, &ast)
    }

    /// Compiles an expression that is a time.
    pub(crate) fn time(
        &mut self,
        mapping: &Mapping,
        own: usize,
        field: &str,
        text: &str,
    ) -> Result<Expr, Error> {
        if self.profiles[own].columns.iter().any(|column| column.name == text) {
            return self.compile_time(mapping, own, field, &Ast::Name(text.to_owned()));
        }
        let ast = Self::parse(mapping, field, text)?;
        self.compile_time(mapping, own, field, &ast)
    }

    fn compile(
        &mut self,
        mapping: &Mapping,
        own: usize,
        field: &str,
        ast: &Ast,
    ) -> Result<Expr, Error> {
        let mut one = |ast: &Ast| self.compile(mapping, own, field, ast);
        Ok(match ast {
            Ast::Text(text) => Expr::Text(text.clone()),
            Ast::Number(number) => Expr::Number(*number),
            Ast::Flag(flag) => Expr::Flag(*flag),
            Ast::Present(inner) => Expr::Present(Box::new(one(inner)?)),
            Ast::Not(inner) => Expr::Not(Box::new(one(inner)?)),
            Ast::All(all) => Expr::All(all.iter().map(one).collect::<Result<_, _>>()?),
            Ast::Any(all) => Expr::Any(all.iter().map(one).collect::<Result<_, _>>()?),
            Ast::Compare(compare, a, b) => {
                Expr::Compare(*compare, Box::new(one(a)?), Box::new(one(b)?))
            }
            Ast::In(inner, list) => {
                let inner = Box::new(one(inner)?);
                Expr::In(inner, list.iter().map(one).collect::<Result<_, _>>()?)
            }
            Ast::Math(math, a, b) => Expr::Math(*math, Box::new(one(a)?), Box::new(one(b)?)),
            Ast::Name(name) => self.name(mapping, own, field, name, Pick::Only)?,
            Ast::Call(call, list) => return self.call(mapping, own, field, call, list),
        })
    }

    fn name(
        &mut self,
        mapping: &Mapping,
        own: usize,
        field: &str,
        name: &str,
        pick: Pick,
    ) -> Result<Expr, Error> {
        let (table, column) = self.find(mapping, own, field, name)?;
        self.reach(mapping, own, field, (table, column), pick)?;
        Ok(Expr::Column { table, column, pick })
    }

    fn call(
        &mut self,
        mapping: &Mapping,
        own: usize,
        field: &str,
        call: &str,
        list: &[Ast],
    ) -> Result<Expr, Error> {
        const CALLS: [&str; 9] = [
            "days_between",
            "hours_between",
            "coalesce",
            "count",
            "first",
            "last",
            "sum",
            "max",
            "min",
        ];
        match (call, list) {
            ("days_between" | "hours_between", [a, b]) => {
                let a = Box::new(self.compile_time(mapping, own, field, a)?);
                let b = Box::new(self.compile_time(mapping, own, field, b)?);
                Ok(if call == "days_between" {
                    Expr::DaysBetween(a, b)
                } else {
                    Expr::HoursBetween(a, b)
                })
            }
            ("coalesce", list) if !list.is_empty() => {
                let all = list.iter().map(|one| self.compile(mapping, own, field, one));
                Ok(Expr::Coalesce(all.collect::<Result<_, _>>()?))
            }
            ("count", [Ast::Name(name)]) => {
                let table = self.named(mapping, name)?;
                self.reach(mapping, own, field, (table, 0), Pick::First)?;
                Ok(Expr::Count { table })
            }
            (call, [Ast::Name(name)]) if pick(call).is_some() => {
                self.name(mapping, own, field, name, pick(call).unwrap_or(Pick::First))
            }
            _ => {
                let help = if CALLS.contains(&call) {
                    match call {
                        "days_between" | "hours_between" => {
                            format!("write `{call}(earlier, later)`")
                        }
                        "count" => "write `count(table)`".to_owned(),
                        _ => format!("write `{call}(table.column)`"),
                    }
                } else {
                    nearest(call, CALLS).map_or_else(
                        || format!("there are: {}", CALLS.join(", ")),
                        |near| format!("did you mean `{near}`?"),
                    )
                };
                Err(mapping.wrong(field, format!("{field}: `{call}(…)` cannot be read"), &help))
            }
        }
    }

    fn compile_time(
        &mut self,
        mapping: &Mapping,
        own: usize,
        field: &str,
        ast: &Ast,
    ) -> Result<Expr, Error> {
        let (name, chosen) = match ast {
            Ast::Name(name) => (name, Pick::Only),
            Ast::Call(call, list) if call == "coalesce" && !list.is_empty() => {
                let all = list.iter().map(|one| self.compile_time(mapping, own, field, one));
                return Ok(Expr::Coalesce(all.collect::<Result<_, _>>()?));
            }
            Ast::Call(call, list) => match (pick(call), &list[..]) {
                (Some(pick), [Ast::Name(name)]) if pick != Pick::Sum => (name, pick),
                _ => {
                    return Err(mapping.wrong(
                        field,
                        format!("{field}: `{call}(…)` is not a time"),
                        "name a column",
                    ));
                }
            },
            _ => {
                return Err(mapping.wrong(
                    field,
                    format!("{field}: a column of times is expected"),
                    "name a column",
                ));
            }
        };
        let (table, column) = self.find(mapping, own, field, name)?;
        self.reach(mapping, own, field, (table, column), chosen)?;
        let reader = self.reader(mapping, table, column)?;
        Ok(Expr::Time { table, column, pick: chosen, reader })
    }

    /// The reader of a column's times, made when it is first asked for.
    fn reader(&mut self, mapping: &Mapping, table: usize, column: usize) -> Result<usize, Error> {
        if let Some(at) = self.read_at.iter().position(|at| *at == (table, column)) {
            return Ok(at);
        }
        let told = mapping.tables.get(table);
        let profile = &self.profiles[table].columns[column];
        let day_first = told.and_then(|table| table.day_first).or(self.day_first);
        let (order, why) = profile.times.order(day_first);
        let label = if self.names.len() == 1 {
            profile.name.clone()
        } else {
            format!("{}.{}", self.names[table], profile.name)
        };
        if let Some(why) = why {
            let severity =
                if profile.times.order_is_doubtful() { Severity::Warning } else { Severity::Note };
            self.notes.push(
                Diagnostic::new("time-order", severity, format!("column `{label}` is read {why}"))
                    .at(place(&self.files[table], None, Some(&profile.name))),
            );
        }
        let zone = match told.and_then(|table| table.time_zone.as_deref()) {
            Some(name) => zone(Some(name))?,
            None => self.zone.clone(),
        };
        let declared =
            told.and_then(|table| table.time_format.clone()).or(mapping.time_format.clone());
        self.readers.push(ColumnReader {
            column: label,
            reader: Reader { zone, order, declared },
            tally: RefCell::default(),
        });
        self.read_at.push((table, column));
        Ok(self.readers.len() - 1)
    }

    /// What an expression's values are as an attribute.
    pub(crate) fn kind(&self, expr: &Expr) -> AttributeType {
        match expr {
            Expr::Column { pick: Pick::Sum | Pick::Max | Pick::Min, .. }
            | Expr::Number(_)
            | Expr::Count { .. }
            | Expr::Math(..)
            | Expr::DaysBetween(..)
            | Expr::HoursBetween(..) => AttributeType::Number,
            Expr::Column { table, column, .. } => self.profiles[*table].columns[*column].kind(),
            Expr::Text(_) | Expr::Time { .. } => AttributeType::Text,
            Expr::Coalesce(all) => {
                let mut kinds = all.iter().map(|one| self.kind(one));
                let first = kinds.next().unwrap_or_default();
                if kinds.all(|kind| kind == first) { first } else { AttributeType::Text }
            }
            _ => AttributeType::Flag,
        }
    }

    /// Loads the tables that are joined to others, and checks that single rows are single.
    pub(crate) fn load(
        &mut self,
        mapping: &Mapping,
        sources: &[Source],
        progress: &dyn Progress,
    ) -> Result<Vec<Option<Joined>>, Error> {
        let mut joined = Vec::new();
        for (table, source) in sources.iter().enumerate() {
            if !self.reached[table] {
                joined.push(None);
                continue;
            }
            let mut keys: Vec<usize> = self
                .hops
                .iter()
                .flatten()
                .filter(|hop| hop.to_table == table)
                .map(|hop| hop.to_key)
                .collect();
            keys.sort_unstable();
            keys.dedup();
            let (loaded, bad) = Joined::load(source, &self.needed[table], &keys, progress)?;
            self.bad.push((table, bad));
            joined.push(Some(loaded));
        }
        for (own, table) in &self.single {
            for hop in self.way(*own, *table) {
                let several = joined[hop.to_table].as_ref().and_then(|to| to.repeated(hop.to_key));
                if let Some(value) = several {
                    let name = &self.names[hop.to_table];
                    let key = &self.profiles[hop.to_table].columns[hop.to_key].name;
                    let what = format!(
                        "`{name}` has several rows where `{key}` is `{value}`, so one value of `{}` is not one value",
                        self.names[*table]
                    );
                    let help = format!(
                        "say which: first, last, sum, max, min (`{}.…`) or count({})",
                        self.names[*table], self.names[*table]
                    );
                    return Err(mapping.wrong("joins", what, &help));
                }
            }
        }
        Ok(joined)
    }

    /// The ways from a table to the tables that are loaded.
    pub(crate) fn hops(&self, table: usize) -> &[Hop] {
        &self.hops[table]
    }

    /// What was doubtful so far.
    pub(crate) fn take_notes(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.notes)
    }

    /// Rows of joined tables that cannot be read; those of tables that are read anyway are met there.
    pub(crate) fn take_bad(&mut self, is_read: impl Fn(usize) -> bool) -> Vec<Rejected> {
        let bad = std::mem::take(&mut self.bad);
        bad.into_iter().filter(|(table, _)| !is_read(*table)).flat_map(|(_, bad)| bad).collect()
    }
}

fn pick(call: &str) -> Option<Pick> {
    Some(match call {
        "first" => Pick::First,
        "last" => Pick::Last,
        "sum" => Pick::Sum,
        "max" => Pick::Max,
        "min" => Pick::Min,
        _ => return None,
    })
}
