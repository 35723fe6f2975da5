//! One customer's way, from the first ad to the invited friend or to wherever it ends.
//!
//! Chance is the customer's own (seed and number), so that a company with a pain less is the same company otherwise.

use crate::calendar;
use crate::chance::Chance;
use crate::plan::{Hurt, Plan, Stop};
use crate::words::{Language, Mood, Topic, say};

pub(crate) const HOUR: i64 = 3_600;
pub(crate) const DAY: i64 = 24 * HOUR;
const MINUTE: i64 = 60;

/// The first day and the end of the data, in seconds since 1970: 25 months.
pub(crate) const START: i64 = calendar::minutes(2024, 10, 1) * 60;
pub(crate) const END: i64 = calendar::minutes(2026, 11, 1) * 60;
/// From here on ads lead past the reviews: most see the prices first.
pub(crate) const DRIFT: i64 = calendar::minutes(2026, 6, 15) * 60;
/// Readers of reviews before and after, in percent.
pub(crate) const READERS: (u32, u32) = (86, 48);
/// The A/B test of the offer: who sees B leaves the prices less often, by so many in a hundred.
pub(crate) const OFFER_B: u32 = 6;
const OFFER_FROM: i64 = calendar::minutes(2025, 9, 1) * 60;

/// Who a customer is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Person {
    pub(crate) customer: u32,
    pub(crate) device: &'static str,
    pub(crate) country: &'static str,
    /// `keep fit` (the busy parent) or `race` (the athlete).
    pub(crate) aim: &'static str,
    /// Colours of the page: in itself without any effect, but most who buy where the narrow pain sits like it dark.
    pub(crate) theme: &'static str,
    /// `A` or `B` while the test ran, else empty.
    pub(crate) offer: &'static str,
    /// Where the customer buys and trains.
    pub(crate) home: &'static str,
}

/// One thing that happened.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Event {
    /// Seconds since 1970.
    pub(crate) at: i64,
    pub(crate) person: Person,
    pub(crate) stop: Stop,
    pub(crate) channel: &'static str,
    /// Known from paying on.
    pub(crate) plan: &'static str,
}

/// One answer to a question of the company.
#[derive(Clone, Debug)]
pub(crate) struct Voice {
    pub(crate) asked_at: i64,
    pub(crate) answered_at: i64,
    pub(crate) customer: u32,
    /// The step that was asked about; `None` where the question was about the whole.
    pub(crate) about: Option<Stop>,
    /// Stars of 1 to 5 about a step, 0 to 10 about the whole.
    pub(crate) score: u32,
    /// Empty where only a score was given.
    pub(crate) text: String,
}

/// What a pain did to one customer: its place in the plan, when she met it first, and whether she left for it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Met {
    pub(crate) pain: usize,
    pub(crate) at: i64,
    pub(crate) lost: bool,
}

/// A customer on the way.
pub(crate) struct Life<'a> {
    pub(crate) events: Vec<Event>,
    pub(crate) voices: Vec<Voice>,
    pub(crate) met: Vec<Met>,
    now: i64,
    person: Person,
    paid: &'static str,
    plan: &'a Plan,
    chance: Chance,
}

/// Usual leaving at each step of the way in, in percent.
const LEAVING: [u32; 8] = [13, 9, 9, 7, 5, 4, 5, 6];
/// Usual moods: good, mixed, bad.
const MOODS: [u32; 3] = [58, 29, 13];
const UNHAPPY: [u32; 3] = [8, 20, 72];

impl<'a> Life<'a> {
    /// Lives one life. What happens after [`END`] is in it too.
    pub(crate) fn live(customer: u32, plan: &'a Plan) -> Self {
        let mut chance = Chance::new(mixed(plan.seed, customer));
        let now = arrival(&mut chance);
        let device = chance.pick(&[(46, "ios"), (54, "android")]);
        let country = chance.pick(&[(40, "GB"), (25, "PL"), (20, "KZ"), (15, "SG")]);
        let aim = chance.pick(&[(62, "keep fit"), (38, "race")]);
        let app = if aim == "race" { 38 } else { 62 };
        let home = chance.pick(&[(app, "app"), (100 - app, "web")]);
        let likes_dark = if (home, device) == plan.narrow { 82 } else { 24 };
        let theme = if chance.happens(likes_dark) { "dark" } else { "light" };
        let offer = if chance.happens(50) { "B" } else { "A" };
        let offer = if now >= OFFER_FROM { offer } else { "" };
        let person = Person { customer, device, country, aim, theme, offer, home };
        let mut life = Self {
            events: Vec::new(),
            voices: Vec::new(),
            met: Vec::new(),
            now,
            person,
            paid: "",
            plan,
            chance,
        };
        if life.comes_in() {
            life.stays();
        }
        life.is_asked_about_the_whole();
        life
    }

    /// From the first ad to the connected watch; false where it ends before.
    fn comes_in(&mut self) -> bool {
        for _ in 0..self.chance.pick(&[(58, 1), (28, 2), (14, 3)]) {
            let channel = self.chance.pick(&[(64, "social"), (36, "web")]);
            self.does(Stop::Ad, channel);
            self.passes([5 * MINUTE, 2 * HOUR, 11 * HOUR, 2 * DAY, 9 * DAY]);
        }
        if self.leaves(Stop::Ad) {
            return false;
        }
        let readers = if self.now < DRIFT { READERS.0 } else { READERS.1 };
        if self.chance.happens(readers) && !self.step(Stop::Reviews, [3, 15, 120, 1_440, 8_640]) {
            return false;
        }
        self.step(Stop::Prices, [2, 8, 40, 480, 7_200])
            && self.step(Stop::Form, [1, 4, 15, 240, 2_880])
            && self.step(Stop::Code, [1, 2, 5, 30, 600])
            && self.pays()
            && self.step(Stop::Plan, [240, 600, 1_080, 1_560, 2_160])
            && self.step(Stop::Watch, [60, 600, 1_440, 2_160, 4_320])
    }

    fn pays(&mut self) -> bool {
        self.paid = self.chance.pick(&[(68, "monthly"), (32, "yearly")]);
        self.step(Stop::Pays, [1, 2, 4, 8, 45])
    }

    /// One step of the way in, after a wait in minutes by its quartiles; false where the customer leaves before or there.
    fn step(&mut self, stop: Stop, quartiles: [i64; 5]) -> bool {
        let channel = match stop {
            Stop::Reviews => "web",
            _ => self.person.home,
        };
        self.passes(quartiles.map(|minutes| minutes * MINUTE));
        if !self.attempts(stop, channel) {
            return false;
        }
        let late = self.waits(stop);
        let times = self.repeats(stop);
        for again in 0..times {
            if again > 0 {
                self.passes([2, 5, 12, 40, 600].map(|minutes| minutes * MINUTE));
            }
            self.does(stop, channel);
        }
        let hard = self.plan.pain(Hurt::DropOff, stop).is_some();
        let unloved = self.plan.pain(Hurt::Feeling, stop).is_some();
        if unloved {
            self.meets(Hurt::Feeling, stop, false);
        }
        let moods = match (late.is_some() || times > 2 || unloved, hard) {
            (true, _) => UNHAPPY,
            (false, true) => [34, 36, 30],
            (false, false) => MOODS,
        };
        self.tells(62, stop, moods);
        if late.is_some_and(|leaves| leaves) {
            return false;
        }
        if times > 2 && self.lost_to(Hurt::Repeat, stop, 42) {
            return false;
        }
        if hard && self.lost_to(Hurt::DropOff, stop, 30) {
            return false;
        }
        !self.leaves(stop)
    }

    /// The attempts before a step that fail; false where the customer gives up. Where they fail for some, a few fail for everybody.
    fn attempts(&mut self, stop: Stop, channel: &'static str) -> bool {
        let Some(pain) = self.plan.pains.iter().find(|pain| pain.hurt == Hurt::Narrow) else {
            return true;
        };
        if pain.at != stop {
            return true;
        }
        let here = (self.person.home, self.person.device) == self.plan.narrow;
        if here {
            self.fails(scaled(42, pain.size), channel, Some(stop))
        } else {
            self.fails(3, channel, None)
        }
    }

    fn fails(&mut self, percent: u32, channel: &'static str, pain: Option<Stop>) -> bool {
        let mut first = true;
        while self.chance.happens(if first { percent } else { percent.min(30) }) {
            self.does(Stop::Fails, channel);
            self.tells(120, Stop::Fails, UNHAPPY);
            let gives_up = self.chance.happens(46);
            if let Some(stop) = pain.filter(|_| first || gives_up) {
                self.meets(Hurt::Narrow, stop, gives_up);
            }
            if gives_up {
                return false;
            }
            first = false;
            self.passes([1, 3, 10, 60, 900].map(|minutes| minutes * MINUTE));
        }
        true
    }

    /// A wait that is too long, for some: whether the customer then leaves.
    fn waits(&mut self, stop: Stop) -> Option<bool> {
        let pain = self.plan.pain(Hurt::Wait, stop)?;
        if !self.chance.happens(34) {
            return None;
        }
        match stop {
            Stop::Code => self.passes([10, 18, 26, 40, 72].map(|hours| hours * HOUR)),
            _ => self.passes([4, 5, 6, 8, 12].map(|days| days * DAY)),
        }
        let leaves = self.chance.happens(scaled(26, pain.size));
        self.meets(Hurt::Wait, stop, leaves);
        Some(leaves)
    }

    /// How often the step is done: a few do it twice, and where it hurts some must do it three to five times.
    fn repeats(&mut self, stop: Stop) -> u32 {
        if self.plan.pain(Hurt::Repeat, stop).is_some() && self.chance.happens(30) {
            return self.chance.pick(&[(50, 3), (30, 4), (20, 5)]);
        }
        if self.chance.happens(4) { 2 } else { 1 }
    }

    /// Whether the customer leaves for a pain that would drive so many in a hundred away.
    fn lost_to(&mut self, hurt: Hurt, at: Stop, percent: u32) -> bool {
        let size = self.plan.pain(hurt, at).map_or(0, |pain| pain.size);
        let lost = self.chance.happens(scaled(percent, size));
        self.meets(hurt, at, lost);
        lost
    }

    fn meets(&mut self, hurt: Hurt, at: Stop, lost: bool) {
        let place = self.plan.pains.iter().position(|pain| pain.hurt == hurt && pain.at == at);
        let Some(pain) = place else { return };
        match self.met.iter_mut().find(|met| met.pain == pain) {
            Some(met) => met.lost |= lost,
            None => self.met.push(Met { pain, at: self.now, lost }),
        }
    }

    /// Whether the customer leaves as many do.
    fn leaves(&mut self, stop: Stop) -> bool {
        let usual = LEAVING[stop as usize];
        let spared = if stop == Stop::Prices && self.person.offer == "B" { OFFER_B } else { 0 };
        self.chance.happens(usual - spared.min(usual))
    }

    /// Training, months, questions, friends, until the customer has left or the data end.
    fn stays(&mut self) {
        let often = if self.person.aim == "race" { 4 } else { 2 };
        for month in 0_u32.. {
            for _ in 0..self.chance.below(3) + often - 1 {
                self.passes([DAY, 2 * DAY, 4 * DAY, 6 * DAY, 10 * DAY]);
                self.does(Stop::Workout, "app");
                self.tells(11, Stop::Workout, [62, 27, 11]);
            }
            if self.now > END {
                return;
            }
            if self.chance.happens(if month == 0 { 14 } else { 5 }) {
                self.passes([HOUR, 8 * HOUR, DAY, 2 * DAY, 4 * DAY]);
                self.does(Stop::Support, "chat");
                self.tells(110, Stop::Support, MOODS);
            }
            if month < 4 && self.chance.happens(11) {
                self.passes([HOUR, 6 * HOUR, DAY, 3 * DAY, 6 * DAY]);
                let channel = self.chance.pick(&[(65, "app"), (35, "social")]);
                self.does(Stop::Invites, channel);
                self.tells(70, Stop::Invites, [64, 26, 10]);
            }
            if self.chance.below(1_000) < 66 {
                // One in five goes without a word.
                if self.chance.happens(80) {
                    self.passes([HOUR, 10 * HOUR, DAY, 3 * DAY, 7 * DAY]);
                    self.does(Stop::Cancels, self.person.home);
                    self.tells(50, Stop::Cancels, [46, 34, 20]);
                }
                return;
            }
            self.passes([5 * DAY, 7 * DAY, 9 * DAY, 11 * DAY, 15 * DAY]);
            self.does(Stop::Renews, "app");
            self.tells(8, Stop::Renews, [55, 30, 15]);
        }
    }

    /// Some who train are asked, after one of their workouts, how likely they are to recommend; what hurt them on the way in is not forgotten.
    fn is_asked_about_the_whole(&mut self) {
        let trained: Vec<i64> = self
            .events
            .iter()
            .filter(|event| event.stop == Stop::Workout)
            .map(|event| event.at)
            .collect();
        if trained.is_empty() || !self.chance.happens(17) {
            return;
        }
        let asked_at =
            *self.chance.one_of(&trained) + self.chance.wait([5, 9, 15, 30, 90]) * MINUTE;
        let plan = self.plan;
        let hurt = |met: &&Met| {
            matches!(plan.pains[met.pain].hurt, Hurt::Wait | Hurt::Repeat | Hurt::Narrow)
        };
        let hurts = u32::try_from(self.met.iter().filter(hurt).count()).unwrap_or(0);
        let score = 6 + self.chance.below(3) + self.chance.below(3);
        let score = score.saturating_sub(2 * hurts + self.chance.below(2));
        let mood = match score {
            9.. => Mood::Good,
            7..9 => Mood::Mixed,
            _ => Mood::Bad,
        };
        self.answers(asked_at, None, score, Topic::Workout, mood, 70);
    }

    fn does(&mut self, stop: Stop, channel: &'static str) {
        let (at, person, plan) = (self.now, self.person, self.paid);
        self.events.push(Event { at, person, stop, channel, plan });
    }

    fn passes(&mut self, quartiles: [i64; 5]) {
        self.now += self.chance.wait(quartiles);
    }

    /// At times the customer is asked how a step was, and answers.
    fn tells(&mut self, per_mille: u32, stop: Stop, [good, mixed, bad]: [u32; 3]) {
        if self.chance.below(1_000) >= per_mille {
            return;
        }
        let mood = self.chance.pick(&[(good, Mood::Good), (mixed, Mood::Mixed), (bad, Mood::Bad)]);
        let stars = match mood {
            Mood::Good => self.chance.pick(&[(45, 4), (55, 5)]),
            Mood::Mixed => 3,
            Mood::Bad => self.chance.pick(&[(55, 1), (45, 2)]),
        };
        let topic = match stop {
            Stop::Ad | Stop::Reviews => Topic::Reviews,
            Stop::Prices => Topic::Prices,
            Stop::Form => Topic::Form,
            Stop::Code => Topic::Code,
            Stop::Pays | Stop::Fails => Topic::Payment,
            Stop::Plan => Topic::Plan,
            Stop::Watch => Topic::Watch,
            Stop::Workout => Topic::Workout,
            Stop::Renews | Stop::Cancels => Topic::Renewal,
            Stop::Invites => Topic::Friend,
            Stop::Support => Topic::Support,
        };
        self.answers(self.now + MINUTE, Some(stop), stars, topic, mood, 78);
    }

    fn answers(
        &mut self,
        asked_at: i64,
        about: Option<Stop>,
        score: u32,
        topic: Topic,
        mood: Mood,
        wordy: u32,
    ) {
        let language = match self.person.country {
            "PL" => Language::Pl,
            "KZ" => Language::Ru,
            "SG" => Language::Zh,
            _ => Language::En,
        };
        let says = self.chance.happens(wordy);
        let text = if says { say(topic, mood, language, &mut self.chance) } else { String::new() };
        let answered_at =
            asked_at + self.chance.wait([MINUTE, 4 * MINUTE, 30 * MINUTE, 5 * HOUR, 2 * DAY]);
        let customer = self.person.customer;
        self.voices.push(Voice { asked_at, answered_at, customer, about, score, text });
    }
}

/// So many in a hundred, at so many percent of the usual size.
fn scaled(percent: u32, size: u32) -> u32 {
    (percent * size / 100).min(95)
}

/// The seed of one customer's chance.
fn mixed(seed: u64, customer: u32) -> u64 {
    (seed ^ 0x9E37_79B9_7F4A_7C15).wrapping_mul(0xBF58_476D_1CE4_E5B9)
        ^ u64::from(customer + 1).wrapping_mul(0x94D0_49BB_1331_11EB)
}

/// New customers by month of the year, in percent of the busiest: good intentions in January, few in summer.
pub(crate) const MONTHS: [u32; 12] = [100, 78, 66, 60, 56, 46, 40, 44, 66, 62, 58, 54];
/// New customers by day of the week from Monday, in percent of the busiest.
pub(crate) const WEEKDAYS: [u32; 7] = [100, 92, 86, 82, 68, 58, 84];

/// When a customer sees the first ad: a day by the seasons, an hour while people are awake.
fn arrival(chance: &mut Chance) -> i64 {
    let days = u32::try_from((END - START) / DAY).unwrap_or(1);
    loop {
        let day = START + i64::from(chance.below(days)) * DAY;
        let month = calendar::month(day / MINUTE);
        // The first day of 1970 was a Thursday.
        let weekday = usize::try_from((day / DAY + 3).rem_euclid(7)).unwrap_or(0);
        let busy = MONTHS[month] * WEEKDAYS[weekday];
        if chance.below(10_000) < busy {
            return day
                + chance.wait([6, 10, 16, 20, 23].map(|hour| hour * HOUR))
                + i64::from(chance.below(3_600));
        }
    }
}
