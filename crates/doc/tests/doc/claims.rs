//! An update that claims more than it holds: the library makes room for what is claimed, so nothing of it may be believed.

use crate::hostile::{ATTACKER, ME, attack, room};
use crate::sealed::sealed;

const ENVELOPE: usize = 22;

fn number(mut value: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while value >= 0x80 {
        bytes.push(u8::try_from(value & 0x7f).expect("seven bits") | 0x80);
        value >>= 7;
    }
    bytes.push(u8::try_from(value).expect("seven bits"));
    bytes
}

fn read(bytes: &mut &[u8]) -> u64 {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first().expect("a number");
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            break;
        }
    }
    value
}

fn part<'a>(bytes: &mut &'a [u8]) -> &'a [u8] {
    let length = usize::try_from(read(bytes)).expect("small");
    let (part, rest) = bytes.split_at(length);
    *bytes = rest;
    part
}

/// An update of one block: five numbers, and eight parts that each begin with their length.
struct Taken {
    envelope: Vec<u8>,
    numbers: Vec<u64>,
    parts: Vec<Vec<u8>>,
}

impl Taken {
    fn apart(update: &[u8]) -> Self {
        let (envelope, mut rest) = update.split_at(ENVELOPE);
        let mut block = part(&mut rest);
        assert!(rest.is_empty(), "one block");
        let numbers = (0..5).map(|_| read(&mut block)).collect();
        let parts = (0..8).map(|_| part(&mut block).to_vec()).collect();
        assert!(block.is_empty(), "eight parts");
        Self { envelope: envelope.to_vec(), numbers, parts }
    }

    fn together(&self) -> Vec<u8> {
        let mut block: Vec<u8> = self.numbers.iter().flat_map(|value| number(*value)).collect();
        for part in &self.parts {
            block.extend(number(part.len() as u64));
            block.extend(part);
        }
        let mut update = self.envelope.clone();
        update.extend(number(block.len() as u64));
        update.extend(block);
        sealed(update)
    }
}

#[test]
fn whatever_number_in_an_update_is_made_huge_the_room_goes_on() {
    let update = attack(&room(), |doc| {
        for text in ["Sho", "Sh", "S"] {
            doc.get_text("map/name").insert(0, text).expect("inserted");
            doc.get_text("map/name").delete(1, 1).expect("deleted");
            doc.commit();
        }
        doc.get_map("records").insert("map/kind", "current").expect("inserted");
    });
    let whole = Taken::apart(&update);
    assert_eq!(whole.together(), update, "it is taken apart as it was put together");
    let mut tried = 0;
    let mut meet = |taken: &Taken| {
        let mut room = room();
        let before = room.records().clone();
        let answer = room.receive(&taken.together(), ME, |peer| peer == ATTACKER);
        // A value may be any number; what is refused changes nothing.
        assert!(answer.is_ok() || room.records() == &before);
        tried += 1;
    };
    // The library itself believes runs of up to a thousand million.
    for huge in [3_000_000, 40_000_000, 1_999_999_998, 1_999_999_997, 1 << 34, u64::MAX] {
        for at in 0..whole.numbers.len() {
            let mut numbers = whole.numbers.clone();
            numbers[at] = huge;
            meet(&Taken { numbers, envelope: whole.envelope.clone(), parts: whole.parts.clone() });
        }
        for (which, part) in whole.parts.iter().enumerate() {
            for at in 0..part.len() {
                let mut parts = whole.parts.clone();
                parts[which].splice(at..=at, number(huge));
                let numbers = whole.numbers.clone();
                meet(&Taken { parts, envelope: whole.envelope.clone(), numbers });
            }
        }
    }
    assert!(tried > 300, "{tried}");
}

#[test]
fn more_changes_than_bytes_are_refused_before_room_is_made_for_them() {
    let update = attack(&room(), |doc| {
        doc.get_text("map/name").insert(0, "x").expect("inserted");
    });
    let mut taken = Taken::apart(&update);
    taken.numbers[4] = u64::from(u32::MAX);
    let refusal = room()
        .receive(&taken.together(), ME, |peer| peer == ATTACKER)
        .expect_err("no such update can be");
    assert_eq!(refusal.code, "damaged");
    assert!(refusal.detail.contains("claims more than it holds"), "{refusal:?}");
}
