//! One customer's way, from the first ad to the invited friend or to wherever it ends.
//!
//! Planted pains: in the app on iOS every third payment fails; whoever checks prices in the app
//! leaves more often and rates them worse; support by e-mail answers later than the promised day, and
//! whoever waited longer than promised mostly cancels.

use super::chance::Chance;
use super::phrases::{Mood, Phrases};
use super::{END, START};

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;
/// Support promises an answer within a day.
const PROMISED_H: i64 = 24;

/// Who a customer is, as every event says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Person {
    pub(super) customer: u32,
    pub(super) device: &'static str,
    pub(super) country: &'static str,
}

/// One thing that happened.
#[derive(Debug)]
pub(super) struct Event {
    /// Minutes since 1970.
    pub(super) at: i64,
    pub(super) person: Person,
    pub(super) activity: &'static str,
    pub(super) channel: &'static str,
    /// Known from the checkout on.
    pub(super) plan: &'static str,
    /// Hours from the promised answer of support to the real one.
    pub(super) over_promise_h: Option<i64>,
}

/// One answer to a question of the company.
#[derive(Debug)]
pub(super) struct Voice {
    pub(super) asked_at: i64,
    pub(super) answered_at: i64,
    pub(super) customer: u32,
    /// The activity that was asked about; empty where the question was general.
    pub(super) about: &'static str,
    pub(super) stars: u32,
    /// Empty where only stars were given.
    pub(super) text: String,
}

/// A customer on the way.
pub(super) struct Life<'a> {
    pub(super) events: Vec<Event>,
    pub(super) voices: Vec<Voice>,
    now: i64,
    person: Person,
    /// Where the customer buys and trains: `web` or `app`.
    home: &'static str,
    plan: &'static str,
    chance: &'a mut Chance,
    phrases: &'a Phrases,
}

impl<'a> Life<'a> {
    /// Lives one life.
    pub(super) fn live(customer: u32, chance: &'a mut Chance, phrases: &'a Phrases) -> Self {
        let device = chance.pick(&[(42, "ios"), (38, "android"), (20, "desktop")]);
        let country = chance.pick(&[(30, "GB"), (30, "PL"), (22, "KZ"), (18, "SG")]);
        let home =
            if device == "desktop" { "web" } else { chance.pick(&[(70, "app"), (30, "web")]) };
        let days = chance.wait([0, 100, 200, 300, (END - START) / DAY]);
        let mut life = Self {
            events: Vec::new(),
            voices: Vec::new(),
            now: START
                + days * DAY
                + chance.wait([6 * HOUR, 12 * HOUR, 18 * HOUR, 20 * HOUR, 23 * HOUR]),
            person: Person { customer, device, country },
            home,
            plan: "",
            chance,
            phrases,
        };
        if life.hears_of_us() && life.compares() && life.pays() {
            life.stays();
        }
        life
    }

    /// One to three ads; false where that was all.
    fn hears_of_us(&mut self) -> bool {
        for _ in 0..self.chance.pick(&[(55, 1), (30, 2), (15, 3)]) {
            let channel = self.chance.pick(&[(55, "social"), (30, "search"), (15, "email")]);
            self.does("Sees an ad", channel);
            self.passes([5, 2 * HOUR, 11 * HOUR, 2 * DAY, 9 * DAY]);
        }
        self.chance.happens(78)
    }

    /// Reviews and prices; false where the customer leaves there.
    fn compares(&mut self) -> bool {
        if self.chance.happens(86) {
            for _ in 0..self.chance.pick(&[(70, 1), (30, 2)]) {
                let channel = self.chance.pick(&[(60, "store"), (40, "web")]);
                self.does("Reads reviews", channel);
                self.tells(8, "reviews", [(60, Mood::Good), (40, Mood::Mixed), (0, Mood::Bad)]);
                self.passes([3, 15, 2 * HOUR, DAY, 6 * DAY]);
            }
            if !self.chance.happens(82) {
                return false;
            }
        }
        let (stays, moods) = match self.home {
            "app" => (64, [(12, Mood::Good), (28, Mood::Mixed), (60, Mood::Bad)]),
            _ => (84, [(62, Mood::Good), (30, Mood::Mixed), (8, Mood::Bad)]),
        };
        for _ in 0..self.chance.pick(&[(75, 1), (25, 2)]) {
            self.does("Checks prices", self.home);
            self.tells(13, "prices", moods);
            self.passes([2, 8, 40, 8 * HOUR, 5 * DAY]);
        }
        self.chance.happens(stays)
    }

    /// The checkout, with payments that fail and what follows; false where nothing was bought.
    fn pays(&mut self) -> bool {
        self.plan = self.chance.pick(&[(68, "monthly"), (32, "yearly")]);
        self.does("Starts checkout", self.home);
        self.tells(8, "checkout", [(45, Mood::Good), (35, Mood::Mixed), (20, Mood::Bad)]);
        if self.chance.happens(12) {
            return false;
        }
        let fails = if self.home == "app" && self.person.device == "ios" { 36 } else { 5 };
        while self.chance.happens(fails) {
            self.passes([1, 2, 3, 5, 12]);
            self.does("Payment fails", self.home);
            self.tells(55, "failed", [(0, Mood::Good), (14, Mood::Mixed), (86, Mood::Bad)]);
            match self.chance.pick(&[(44, "leaves"), (34, "tries again"), (22, "asks")]) {
                "asks" => {
                    self.passes([5, 15, 40, 3 * HOUR, DAY]);
                    if self.asks_support() > 0 && self.chance.happens(60) {
                        return false;
                    }
                    break;
                }
                "leaves" => return false,
                _ => {}
            }
        }
        self.passes([1, 2, 4, 8, 30]);
        self.does("Pays", self.home);
        true
    }

    /// Training, months, questions, friends, until the customer has left or the data end.
    fn stays(&mut self) {
        self.passes([10, 5 * HOUR, DAY, 4 * DAY, 16 * DAY]);
        if self.chance.happens(14) {
            return;
        }
        self.does("First workout", "app");
        self.tells(16, "workout", [(70, Mood::Good), (22, Mood::Mixed), (8, Mood::Bad)]);
        for month in 0.. {
            for _ in 0..self.chance.pick(&[(25, 1), (35, 2), (25, 3), (15, 4)]) {
                self.passes([DAY, 2 * DAY, 4 * DAY, 7 * DAY, 11 * DAY]);
                self.does("Trains", "app");
                self.tells(3, "workout", [(65, Mood::Good), (25, Mood::Mixed), (10, Mood::Bad)]);
            }
            if self.now > END {
                return;
            }
            if self.chance.happens(if month == 0 { 26 } else { 9 }) {
                self.passes([HOUR, 8 * HOUR, DAY, 2 * DAY, 4 * DAY]);
                let over_h = self.asks_support();
                if self.chance.happens(if over_h > 0 { 62 } else { 8 }) {
                    self.passes([HOUR, 10 * HOUR, DAY, 3 * DAY, 7 * DAY]);
                    self.does("Cancels", self.home);
                    return;
                }
            }
            if month < 3 && self.chance.happens(17) {
                self.passes([HOUR, 6 * HOUR, DAY, 3 * DAY, 6 * DAY]);
                let channel = self.chance.pick(&[(65, "app"), (35, "social")]);
                self.does("Invites a friend", channel);
                self.tells(45, "invite", [(85, Mood::Good), (15, Mood::Mixed), (0, Mood::Bad)]);
            }
            if self.chance.happens(if month == 0 { 24 } else { 16 }) {
                if self.chance.happens(40) {
                    self.does("Cancels", self.home);
                }
                return;
            }
            self.passes([5 * DAY, 7 * DAY, 9 * DAY, 11 * DAY, 15 * DAY]);
            self.does("Renews", "email");
        }
    }

    /// A question to support and its answer; hours over the promise.
    fn asks_support(&mut self) -> i64 {
        let channel = self.chance.pick(&[(36, "chat"), (18, "phone"), (46, "email")]);
        self.does("Asks support", channel);
        let start = self.now;
        match channel {
            "email" => self.passes([8 * HOUR, 22 * HOUR, 44 * HOUR, 80 * HOUR, 190 * HOUR]),
            _ => self.passes([3, 10, 30, 3 * HOUR, 20 * HOUR]),
        }
        let over_h = (self.now - start).div_euclid(HOUR) - PROMISED_H;
        self.does("Gets an answer", channel);
        if let Some(answer) = self.events.last_mut() {
            answer.over_promise_h = Some(over_h);
        }
        let moods = if over_h > 0 {
            [(5, Mood::Good), (20, Mood::Mixed), (75, Mood::Bad)]
        } else {
            [(66, Mood::Good), (26, Mood::Mixed), (8, Mood::Bad)]
        };
        self.tells(60, "support", moods);
        over_h
    }

    fn does(&mut self, activity: &'static str, channel: &'static str) {
        let (at, person, plan) = (self.now, self.person, self.plan);
        self.events.push(Event { at, person, activity, channel, plan, over_promise_h: None });
    }

    fn passes(&mut self, quartiles: [i64; 5]) {
        self.now += self.chance.wait(quartiles);
    }

    /// At times the customer is asked how the last step was, and answers.
    fn tells(&mut self, percent: u32, topic: &str, moods: [(u32, Mood); 3]) {
        let Some(step) = self.events.last().map(|event| event.activity) else { return };
        if !self.chance.happens(percent) {
            return;
        }
        let mood = self.chance.pick(&moods);
        let stars = match mood {
            Mood::Good => self.chance.pick(&[(40, 4), (60, 5)]),
            Mood::Mixed => 3,
            Mood::Bad => self.chance.pick(&[(60, 1), (40, 2)]),
        };
        let language = match self.person.country {
            "PL" => "pl",
            "KZ" => "ru",
            "SG" => "zh",
            _ => "en",
        };
        let about = if self.chance.happens(70) { step } else { "" };
        let text = if self.chance.happens(80) {
            self.phrases.say(topic, mood, language, self.chance)
        } else {
            String::new()
        };
        let asked_at = self.now + 1;
        let answered_at = asked_at + self.chance.wait([1, 4, 30, 5 * HOUR, 2 * DAY]);
        let customer = self.person.customer;
        self.voices.push(Voice { asked_at, answered_at, customer, about, stars, text });
    }
}
